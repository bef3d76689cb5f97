"""What is asked about a prenatal home visit: who gives it, how far it is, where it waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from duizend.access.models import User
from duizend.access.rules import Category, OrganizationKind
from duizend.consents.models import Consent
from duizend.consents.queries import shared_categories
from duizend.consents.rules import Purpose, Status
from duizend.core.one_of import Gathered, one_of
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.pathways import queries as pathways
from duizend.pathways.models import Proposal
from duizend.prenatal.models import HomeVisit, Suggestion
from duizend.prenatal.rules import Progress
from duizend.referrals import queries as referrals
from duizend.referrals.asking import PRENATAL_HOME_VISIT
from duizend.referrals.models import Referral, ReferralQuerySet
from duizend.referrals.rules.states import Status as ReferralStatus
from duizend.visits.rules import Status as VisitStatus

# Asked and not taken back; a draft was not asked yet.
ASKED = [
    status.value
    for status in ReferralStatus
    if status not in (ReferralStatus.DRAFT, ReferralStatus.WITHDRAWN)
]
# The receiver is at work with it.
AT_WORK = [ReferralStatus.TAKEN.value, ReferralStatus.STARTED.value]


@dataclass(frozen=True)
class Meeting:
    """A planned or held visit as both sides may know it: when, and at home or by phone."""

    start: datetime
    kind: str
    status: str

    @property
    def has_been(self) -> bool:
        return self.status == VisitStatus.FINISHED


def offers_here(family: Family) -> list[Offer]:
    """Who gives the visit where this family lives: youth health care on the menu, no detour."""
    return list(
        Offer.objects.on_the_menu()
        .filter(
            interventions__code=PRENATAL_HOME_VISIT,
            municipalities=family.municipality_id,
            organization__kind=OrganizationKind.YOUTH_HEALTH_CARE,
        )
        .select_related("organization")
        .nearest_first()
    )


def current(family: Family) -> Referral | None:
    """The last request for a visit that may be seen, by which door it came or how it ended."""
    last = _requests().filter(family=family, status__in=ASKED).order_by("-sent_at")
    return referrals.for_sender(Subquery(last.values("pk")[:1]), family)


def request_of(family: Family, user: User) -> Referral | None:
    """The request of this family to my own organisation that I work on."""
    asked = _requests().filter(family=family, performer_id=user.organization_id)
    return asked.exclude(taken_at=None).order_by("-sent_at").first()


def own_request(family: Family, user: User) -> Referral | None:
    """What my own organisation asked and nobody took yet."""
    asked = _requests().filter(family=family, status=ReferralStatus.SENT)
    return asked.filter(sender_organization_id=user.organization_id).order_by("-sent_at").first()


def _requests() -> ReferralQuerySet:
    visits = Offer.interventions.through.objects.filter(
        offer_id=OuterRef("offer_id"), intervention__code=PRENATAL_HOME_VISIT
    )
    return Referral.objects.filter(Exists(visits))


def meetings(referral: Referral) -> list[Meeting]:
    """The visits that answer this request, for whoever reads its history; first one first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from rls.home_visits_of(%s)", [referral.pk])
        return [Meeting(*row) for row in cursor.fetchall()]


def has_been(referral: Referral, met: list[Meeting]) -> bool:
    """Recorded as a visit, or told to who asked in another way."""
    return referral.started_at is not None or any(one.has_been for one in met)


def planned(referral: Referral) -> HomeVisit | None:
    """The visit that is planned now, for youth health care itself."""
    rows = HomeVisit.objects.filter(referral=referral, visit__status=VisitStatus.PLANNED)
    return rows.select_related("visit__practitioner").order_by("-visit__start").first()


def suggestion(family: Family, user: User) -> Suggestion | None:
    """That she thinks about it, as far as my own organisation knows."""
    open_ones = Suggestion.objects.filter(family=family, closed_at=None)
    return (
        open_ones.filter(recorder_organization_id=user.organization_id)
        .select_related("recorder")
        .first()
    )


def refusal(family: Family, user: User) -> Consent | None:
    """The last answer to my own organisation, when that was a no."""
    last = (
        Consent.objects.filter(
            family=family,
            source_id=user.organization_id,
            purpose=Purpose.PRENATAL_HOME_VISIT.value,
        )
        .order_by("-recorded")
        .first()
    )
    return last if last is not None and last.status == Status.REFUSED else None


def agreed_step(family: Family, user: User) -> Proposal | None:
    """The step of a route that this carries out, when the own organisation chose one."""
    for one in pathways.agreed(family).filter(recorder_organization_id=user.organization_id):
        step = one.step
        if step["kind"] == "referral" and PRENATAL_HOME_VISIT in step["interventions"]:
            return one
    return None


def told_due_date(referral: Referral) -> date | None:
    """As far as it was told and may be read now."""
    told = referrals.told(referral).parts.get(Category.PREGNANCY.value, {}).get("due_date")
    return date.fromisoformat(told) if told else None


def consent_holds(referral: Referral, today: date) -> bool:
    """Whether what was told may be read today. Only the source can know this for sure."""
    covered = shared_categories(
        referral.family,
        source=referral.sender_organization,
        recipient=referral.performer,
        today=today,
    )
    return set(referral.categories) <= covered


def progress(referral: Referral | None, met: list[Meeting], waits: Suggestion | None) -> Progress:
    if referral is None:
        return Progress(thinking=waits is not None)
    return Progress(
        sent=True,
        planned=bool(met),
        visited=has_been(referral, met),
        told=referral.answered_at is not None,
    )


def to_talk_again(user: User, today: date, among: Gathered) -> QuerySet[Suggestion]:
    """On this day or before, she wanted to talk about it again; for who recorded it."""
    return Suggestion.objects.filter(
        one_of("family_id", among), recorder=user, closed_at=None, again_on__lte=today
    ).order_by("again_on", "pk")


@dataclass(frozen=True)
class MineToDo:
    """Taken by me and not answered yet. is_held: she was seen, so the referrer waits for word;
    else a day has to be chosen.
    """

    referral: Referral
    is_held: bool


def to_do(user: User, among: Gathered) -> list[MineToDo]:
    """What I took and that waits for me, first due first. Planned for a day to come: nothing."""
    visits = HomeVisit.objects.filter(referral=OuterRef("pk"))
    held = Q(Exists(visits.filter(visit__status=VisitStatus.FINISHED)))
    planned = Exists(visits.filter(visit__status=VisitStatus.PLANNED))
    mine: QuerySet[Any] = (
        _requests()
        .filter(one_of("family_id", among))
        .filter(taken_by=user, status__in=AT_WORK, answered_at=None)
        .annotate(is_held=held | Q(started_at__isnull=False))
        .filter(Q(is_held=True) | ~Q(planned))
        .order_by(F("due_on").asc(nulls_last=True), "sent_at")
    )
    return [MineToDo(referral, referral.is_held) for referral in mine]


@dataclass(frozen=True)
class RegionRow:
    """One municipality: in tens, rounded down; None below ten families.

    proposed: families that were told about it and said yes or still think. consented: those
    for whom it was asked. visited: those who had the visit.
    """

    municipality: str
    first_day: date
    last_day: date
    proposed: int | None
    consented: int | None
    visited: int | None


def of_region() -> list[RegionRow]:
    """The figures of the municipalities of who asks; empty for who sees no region."""
    with connection.cursor() as cursor:
        cursor.execute("select * from rls.home_visits_of_region()")
        return [RegionRow(*row) for row in cursor.fetchall()]
