"""What is asked about referrals: what is new, what is late, what was told, who waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils import timezone

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.access.rules import WORKS_WITH_FAMILIES, Category
from duizend.consents.models import Consent
from duizend.consents.queries import shared_categories
from duizend.core.one_of import Gathered, one_of
from duizend.directory.models import Offer
from duizend.families.models import CareRelation, Family
from duizend.families.queries import moment, mother
from duizend.referrals.models import (
    Disclosure,
    Referral,
    ReferralEvent,
    ReferralQuerySet,
)
from duizend.referrals.rules.disclosing import (
    LEAST,
    AboutFamily,
    SpokenSignal,
    is_shielded,
    may_be_answered_about,
)
from duizend.referrals.rules.states import Deed, Side, Status
from duizend.referrals.rules.terms import Due, Progress, due
from duizend.signals.models import Signal

# As they are named everywhere: contact first, what is shielded last.
CATEGORY_ORDER = tuple(CATEGORY_LABELS)
# What a list shows at most; who has more to do has another problem than this page.
MOST = 50
# Deeds of the receiver that the referrer wants to hear of.
ANSWERS = (
    Deed.TAKE,
    Deed.DECLINE,
    Deed.CONTACT_MADE,
    Deed.CONTACT_FAILED,
    Deed.START,
    Deed.COMPLETE,
    Deed.ANSWER,
)


@dataclass(frozen=True)
class Told:
    """What a referral tells the one who asks, per category.

    closed: categories that were sent, and that this person may not read (any more).
    """

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: tuple[str, ...] = ()

    @property
    def contact(self) -> dict[str, Any]:
        return self.parts.get(LEAST, {})

    @property
    def can_read(self) -> bool:
        return LEAST in self.parts

    @property
    def family_name(self) -> str:
        return str(self.contact.get("family", ""))

    @property
    def request(self) -> str:
        return str(self.contact.get("request", ""))


def _listed(referrals: ReferralQuerySet) -> ReferralQuerySet:
    """For a list: who, for what, and the rows of what was told; never the family itself.

    The receiver may not read the family before the taking; joining it would hide the row.
    """
    return referrals.select_related(
        "sender", "sender_organization", "performer", "offer", "taken_by"
    ).prefetch_related("disclosures")


def _by_family(referrals: ReferralQuerySet, *, named: bool = False) -> ReferralQuerySet:
    """For a list of one's own families: of whom something was asked, and what for.

    `named`: their names are known already.
    """
    found = referrals.select_related("performer", "offer")
    return found if named else found.select_related("family")


def new_for(user: User) -> ReferralQuerySet:
    """Sent to my organisation and not taken yet, first asked first."""
    if not user.works_with_families:
        return Referral.objects.none()
    found = Referral.objects.asked_of(user.organization_id).filter(status=Status.SENT)
    return _listed(found).order_by("due_on", "sent_at")


def in_hand_of(user: User) -> ReferralQuerySet:
    """Taken by somebody of my organisation and still running: my own first."""
    if not user.works_with_families:
        return Referral.objects.none()
    found = Referral.objects.asked_of(user.organization_id).filter(
        status__in=[Status.TAKEN, Status.STARTED]
    )
    mine = Q(taken_by=user)
    return _listed(found).annotate(is_mine=mine).order_by("-is_mine", "due_on", "sent_at")


def late_for_performer(user: User, now: datetime) -> ReferralQuerySet:
    """What waits for my organisation, or for me once I took it, past its last day."""
    if not user.works_with_families:
        return Referral.objects.none()
    found = Referral.objects.asked_of(user.organization_id).late(timezone.localdate(now))
    return _listed(found.filter(Q(status=Status.SENT) | Q(taken_by=user))).order_by("due_on")


def waiting_for_us(user: User, today: date) -> ReferralQuerySet:
    """For the day: new for my organisation, and what I took that is past its last day."""
    if not user.works_with_families:
        return Referral.objects.none()
    # What somebody took who is no longer there waits for everybody again.
    gone = Q(taken_by__is_active=False) | ~Q(taken_by__organization=user.organization_id)
    mine_late = (Q(taken_by=user) | (Q(taken_by__isnull=False) & gone)) & Q(due_on__lt=today)
    found = Referral.objects.asked_of(user.organization_id).filter(
        Q(status=Status.SENT) | mine_late
    )
    return _listed(found).order_by("due_on", "sent_at")


def late_for_sender(user: User, now: datetime) -> ReferralQuerySet:
    """What my families wait for past its last day, asked by my organisation."""
    found = _of_my_families(user).late(timezone.localdate(now))
    return _by_family(found).order_by("due_on")


def late_for_family(family: Family, now: datetime) -> ReferralQuerySet:
    """Everything about this family that waits too long and may be seen."""
    found = Referral.objects.filter(family=family).late(timezone.localdate(now))
    return _listed(found).order_by("due_on")


def answered_recently(
    user: User, since: datetime, among: Gathered | None = None
) -> list[ReferralEvent]:
    """What receivers told about my families since then, newest first, one per referral.

    Sorted here: asked for again by their ids, each would be held against its policy twice.
    """
    # What ended before and was not answered after it has nothing new to tell.
    open_lately = Q(ended_at=None) | Q(ended_at__gte=since) | Q(answered_at__gte=since)
    mine = _of_my_families(user, among).filter(open_lately)
    last = (
        ReferralEvent.objects.filter(referral__in=mine, what__in=ANSWERS, at__gte=since)
        .exclude(by_organization_id=user.organization_id)
        .select_related("referral__performer")
        .order_by("referral_id", "-at")
        .distinct("referral_id")
    )
    found = last if among else last.select_related("referral__family")
    return sorted(found, key=lambda event: (event.at, event.pk), reverse=True)


def _of_my_families(user: User, among: Gathered | None = None) -> ReferralQuerySet:
    mine = among or CareRelation.objects.current().of(user).values("family_id")
    return Referral.objects.sent_from(user.organization_id).filter(one_of("family_id", mine))


def of_family(family: Family) -> ReferralQuerySet:
    """All referrals of this family that may be seen, running ones first, newest first."""
    return _listed(Referral.objects.filter(family=family)).order_by("ended_at", "-recorded")


def running_with(family: Family, performer_id: int) -> Referral | None:
    """The last question to this organisation that still runs, to prevent asking twice."""
    asked = Referral.objects.filter(family=family, performer=performer_id).running()
    return asked.exclude(status=Status.DRAFT).order_by("-sent_at").first()


def for_sender(referral_id: UUID | Subquery, family: Family) -> Referral | None:
    """One referral of a family with all that its page shows; by its id or by a question for it."""
    return _whole(Referral.objects.filter(Q(pk=referral_id), family=family)).first()


def for_performer(referral_id: UUID, user: User) -> Referral | None:
    """One referral to my organisation with all that its page shows."""
    return _whole(Referral.objects.asked_of(user.organization_id).filter(pk=referral_id)).first()


def _whole(referrals: ReferralQuerySet) -> ReferralQuerySet:
    return _listed(referrals).prefetch_related(
        Prefetch("events", ReferralEvent.objects.select_related("by", "by_organization"))
    )


def told(referral: Referral) -> Told:
    """What this referral tells the one who asks; the policy has already chosen the rows."""
    rows: Iterable[Disclosure] = referral.disclosures.all()
    parts = {row.category: row.content for row in rows}
    if referral.sent_at is None:
        return Told(parts)
    # A category with nothing in it was sent without a row; only `contact` always has one.
    closed = () if LEAST in parts else (LEAST,)
    return Told(parts, closed)


def may_be_told_back(referral: Referral, today: date) -> list[str]:
    """What the receiver may answer about on this day; asked by the receiver."""
    family, us, them = referral.family, referral.performer, referral.sender_organization
    to_us = shared_categories(family, source=them, recipient=us, today=today)
    back = shared_categories(family, source=us, recipient=them, today=today)
    return may_be_answered_about(referral.categories, to_us, back)


def side_of(user: User, referral: Referral) -> Side | None:
    """On which side this person stands, or None for somebody who only may look along."""
    if user.organization_id == referral.performer_id:
        return Side.PERFORMER
    if user.organization_id == referral.sender_organization_id:
        return Side.SENDER
    return None


def about(family: Family, source_id: int, today: date) -> AboutFamily:
    """What this organisation itself knows and could tell about a family.

    Only its own findings: what another organisation told it was told for another purpose.
    """
    prefetch_related_objects([family], "people", "pregnancies")
    parent = mother(family)
    now = moment(family, today)
    own = any(row.recorder_organization_id == source_id for row in family.pregnancies.all())
    signals = (
        Signal.objects.present()
        .filter(family=family, recorder_organization=source_id)
        .select_related("concept")
        .order_by("recorded", "pk")
    )
    return AboutFamily(
        # Not the name of the family: a partner speaks for their own name.
        family_name=(parent.family_name or parent.given_name) if parent else family.name,
        parent=parent.full_name if parent else "",
        phone=parent.phone if parent else "",
        language=parent.language if parent else "",
        needs_interpreter=parent.needs_interpreter if parent else False,
        due_date=now.due_date.isoformat() if own and now.due_date else None,
        born_on=now.born_on.isoformat() if own and now.born_on else None,
        signals=tuple(
            SpokenSignal(
                signal.category,
                signal.concept.kind,
                signal.concept.label,
                timezone.localdate(signal.recorded).isoformat(),
            )
            for signal in signals
        ),
    )


def grounds(referral: Referral, today: date) -> ArraySubquery:
    """The consents on which sending rests, looked up in the very statement that sends."""
    consents = Consent.objects.filter(
        family=referral.family_id,
        source=referral.sender_organization_id,
        recipient=referral.performer_id,
    ).holding(today)
    return ArraySubquery(consents.order_by("pk").values("pk"))


def progress(referral: Referral) -> Progress:
    """The days of this referral, as the terms look at them."""

    def day(at: datetime | None) -> date | None:
        return timezone.localdate(at) if at else None

    return Progress(
        status=Status(referral.status),
        sent_on=day(referral.sent_at),
        taken_on=day(referral.taken_at),
        contact_made=referral.contact_made,
        contact_on=referral.contact_on,
        started_on=day(referral.started_at),
        ended_on=day(referral.ended_at),
        answered_on=day(referral.answered_at),
    )


def waits_for(referral: Referral) -> Due | None:
    return due(progress(referral), referral.agreed_terms)


def colleagues_to_tell(organization_id: int) -> list[int]:
    """Who of an organisation hears by mail that something waits."""
    people = User.objects.filter(
        organization_id=organization_id,
        is_active=True,
        wants_mail=True,
        role__in=WORKS_WITH_FAMILIES,
    )
    return sorted(people.values_list("pk", flat=True))


def people_with_something_waiting(today: date) -> list[int]:
    """Ids of people for whom something is new or late; says nothing about what or whom."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.people_with_something_waiting(%s)", [today])
        return sorted(row[0] for row in cursor.fetchall())


def organizations_to_ask(user: User) -> QuerySet[Organization]:
    """Organisations where somebody would read it; never one's own."""
    return (
        Organization.objects.filter(members__is_active=True, members__role__in=WORKS_WITH_FAMILIES)
        .exclude(pk=user.organization_id)
        .distinct()
    )


def offers_to_ask(family: Family, user: User) -> QuerySet[Offer]:
    """What is on the menu where this family lives and can be asked here, nearest first."""
    return (
        Offer.objects.on_the_menu()
        .filter(
            municipalities=family.municipality_id,
            organization__in=organizations_to_ask(user).values("pk"),
        )
        .select_related("organization")
        .nearest_first()
    )


def category_of(categories: Iterable[str], proposal_category: str) -> str:
    """The category of the referral itself: shielded as soon as any part of it is."""
    shielded = is_shielded([*categories, proposal_category])
    return (Category.SAFETY if shielded else Category.PLAN).value
