"""What one's own questions ask: to be sent, to be called about, or what now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from duizend.access.models import User
from duizend.access.rules import WORKS_WITH_FAMILIES
from duizend.core.one_of import Gathered, one_of
from duizend.families.models import CareRelation
from duizend.follow_up.models import Call, NextStep
from duizend.follow_up.rules.calling import CALLED_WHILE, due_on
from duizend.follow_up.rules.next_steps import FINAL, Choice, Chosen, Trouble, Why, is_asked
from duizend.plans.queries import coordinated_by
from duizend.referrals.models import Referral, ReferralQuerySet
from duizend.referrals.permissions import has_stopped
from duizend.referrals.rules.states import RUNNING, Status
from duizend.referrals.rules.terms import is_late


@dataclass(frozen=True)
class Asked:
    """What one question asks now of who referred, or of who coordinates.

    why: why it asks what now, or None. call_on: the day to call again, once that has come.
    not_sent: it is a draft. late: it is past its day, at another organisation.
    """

    referral: Referral
    why: Why | None = None
    call_on: date | None = None
    not_sent: bool = False
    late: bool = False

    @property
    def is_anything(self) -> bool:
        return bool(self.why or self.call_on or self.not_sent or self.late)


def asked_now(user: User, today: date, among: Gathered | None = None) -> list[Asked]:
    """For the day: what the questions of my organisation for my families ask; and of families
    that I coordinate what is late, whoever asked it, as far as I may see it. First due first.

    `among` are my families, when they were gathered already. One query, whatever there is.
    """
    mine = among or CareRelation.objects.current().of(user).values("family_id")
    over = NextStep.objects.filter(
        referral=OuterRef("pk"),
        why=Why.DECLINED.value,
        choice__in=sorted(FINAL),
        settled_at=None,
    )
    declined = Q(status=Status.DECLINED.value) & ~Q(Exists(over))
    ours = Q(sender_organization_id=user.organization_id)
    late = Q(due_on__lt=today) & (ours | Q(family__in=coordinated_by(user)))
    found = (
        annotated(Referral.objects.all())
        .filter(one_of("family_id", mine))
        .filter(late | (ours & (Q(status__in=sorted(RUNNING)) | declined)))
        .select_related("performer", "offer")
        .order_by("due_on", "recorded", "pk")
    )
    asked = (_asked(referral, user.organization_id, today) for referral in found)
    return [one for one in asked if one.is_anything]


def of_referral(referral: Referral, today: date) -> Asked:
    """The same for one question of the own organisation, read anew."""
    found = annotated(Referral.objects.filter(pk=referral.pk)).select_related("offer").get()
    return _asked(found, referral.sender_organization_id, today)


def annotated(referrals: ReferralQuerySet) -> QuerySet[Any]:
    """With what was chosen last, the last call, and whether nobody is left there."""
    steps = NextStep.objects.filter(referral=OuterRef("pk")).order_by("-recorded", "-pk")
    calls = Call.objects.filter(referral=OuterRef("pk")).order_by("-recorded", "-pk")
    chosen = JSONObject(
        why="why", choice="choice", attempts="attempts", on="on", settled="settled_at"
    )
    return referrals.annotate(
        last_step=Subquery(steps.values(json=chosen)[:1]),
        last_call=Subquery(calls.values("recorded")[:1]),
        has_left=~Exists(_at_work(OuterRef("performer"))),
    )


def left(organization_id: int) -> bool:
    """Whether nobody of this organisation works with families here any more."""
    return not _at_work(organization_id).exists()


def chosen_last(referral: Referral) -> NextStep | None:
    """What was chosen last and still holds."""
    return NextStep.objects.filter(referral=referral, settled_at=None).first()


@dataclass(frozen=True)
class AskedOfCoordinator:
    """Of a family that I coordinate: a talk is waited for (step_id), or an answer since a day."""

    family_id: UUID
    step_id: UUID | None
    since: date | None


def asked_of_coordinator() -> list[AskedOfCoordinator]:
    """What is asked of me because I coordinate, also where I may not see the question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select family_id, id, null::date from follow_up_nextstep where choice = %s "
            "and settled_at is null and rls.coordinates(family_id) "
            "union all select family_id, null::uuid, min(due_on) from rls.silent_around_me() "
            "group by family_id order by 3 nulls first, 1, 2",
            [Choice.COORDINATOR.value],
        )
        return [AskedOfCoordinator(*row) for row in cursor.fetchall()]


def coordinates(family_id: UUID) -> bool:
    """Whether the one who asks coordinates for this family."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.coordinates(%s)", [family_id])
        row = cursor.fetchone()
    return bool(row and row[0])


def _at_work(organization: Any) -> QuerySet[User]:
    return User.objects.filter(
        organization=organization, is_active=True, role__in=WORKS_WITH_FAMILIES
    )


def _asked(referral: Any, organization_id: int, today: date) -> Asked:
    status = Status(referral.status)
    late = is_late(referral.due_on, today) and referral.performer_id != organization_id
    if referral.sender_organization_id != organization_id:
        return Asked(referral, late=late)
    if status is Status.DRAFT:
        return Asked(referral, not_sent=True)
    trouble = Trouble(
        status,
        referral.failed_attempts,
        referral.contact_made,
        referral.has_left,
        referral.offer is not None and has_stopped(referral.offer, today),
    )
    why = is_asked(trouble, _chosen(referral.last_step), today)
    call_on = None if why else _call_on(referral, today)
    return Asked(referral, why, call_on, late=late and why is None)


def _chosen(row: dict[str, Any] | None) -> Chosen | None:
    if row is None:
        return None
    return Chosen(
        Why(row["why"]),
        Choice(row["choice"]),
        row["attempts"],
        date.fromisoformat(row["on"]) if row["on"] else None,
        settled=row["settled"] is not None,
    )


def _call_on(referral: Any, today: date) -> date | None:
    """The day to call, once it is there; nobody calls about what already had contact."""
    if Status(referral.status) not in CALLED_WHILE or referral.contact_made:
        return None
    last = timezone.localdate(referral.last_call) if referral.last_call else None
    day = due_on(timezone.localdate(referral.sent_at), last)
    return day if day <= today else None
