"""What of the plans asks something of one person today."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from duizend.access.models import User
from duizend.core.one_of import Gathered, one_of
from duizend.families.models import CareRelation, Family, RelationKind
from duizend.plans.models import (
    Coordination,
    Notice,
    PlanTask,
)
from duizend.plans.queries.plan import with_names
from duizend.plans.queries.team import still_cares
from duizend.plans.rules import (
    OPEN_TASKS,
    CoordinationStatus,
)


def coordinated_by(user: User) -> QuerySet[Coordination, dict[str, UUID]]:
    """The ids of the families that this person coordinates now, to be used in a query."""
    return Coordination.objects.filter(  # type: ignore[return-value]
        practitioner=user, status=CoordinationStatus.ACTIVE
    ).values("family_id")


def tasks_due(user: User, today: date, among: Gathered | None = None) -> QuerySet[PlanTask]:
    """Open tasks for me or my organisation that are due, and late ones where I coordinate.

    Here and below `among` are my families, when they were gathered already.
    """
    mine = Q(professional=user) | Q(organization_id=user.organization_id)
    coordinated = coordinated_by(user)
    return with_names(
        PlanTask.objects.filter(
            one_of("family_id", among or _my_families(user)),
            status__in=OPEN_TASKS,
            by_when__lte=today,
        ).filter(mine | Q(family__in=coordinated, by_when__lt=today))
    ).select_related("goal", "person", "professional__organization", "organization")


def coordination_proposed_to(user: User, among: Gathered | None = None) -> QuerySet[Coordination]:
    """Families that wait for this person's yes or no."""
    return (
        Coordination.objects.filter(
            one_of("family_id", among or _my_families(user)),
            practitioner=user,
            status=CoordinationStatus.PROPOSED,
        )
        .select_related("recorder")
        .order_by("recorded", "pk")
    )


def without_coordinator(user: User, among: Gathered | None = None) -> QuerySet[Family]:
    """Families that nobody coordinates and that ask something of this person.

    Of who registered the family; when that person has left the team, of the colleague
    of the same organisation who is in it longest. A proposal that waits is no gap.
    `among` are those with a care relation: an emergency is looking in.
    """
    mine = CareRelation.objects.current().of(user).filter(kind=RelationKind.CARE)
    team = CareRelation.objects.current().filter(
        family=OuterRef("pk"), organization_id=user.organization_id, kind=RelationKind.CARE
    )
    longer = team.exclude(practitioner=user).filter(
        period_start__lt=mine.filter(family=OuterRef("family")).values("period_start")[:1]
    )
    registrar_left = ~Exists(team.filter(practitioner=OuterRef("recorder")))
    asked = Family.objects.filter(
        one_of("pk", among or mine.values("family_id")),
        closed_on=None,
        recorder_organization_id=user.organization_id,
    )
    return (
        asked.exclude(one_of("pk", _looked_after(among or asked.values("pk"), user)))
        .filter(Q(recorder=user) | (Q(registrar_left) & ~Q(Exists(longer))))
        .order_by("recorded", "pk")
    )


def _looked_after(
    families: QuerySet[Family, Any] | Gathered, user: User
) -> QuerySet[Coordination, dict[str, UUID]]:
    """Those that somebody coordinates who still cares for them, or was asked to.

    Gathered once, and whether somebody still cares last: with a join the database asks
    that function for every pair of a family and a coordinator.
    """
    proposed = Q(status=CoordinationStatus.PROPOSED)
    active = Q(status=CoordinationStatus.ACTIVE)
    return (
        Coordination.objects.filter(one_of("family_id", families))
        .alias(still=still_cares())
        .filter(proposed | active & (Q(practitioner=user) | Q(still=True)))
        .values("family_id")
    )


def notices_for(user: User, among: Gathered | None = None) -> QuerySet[Notice]:
    """What this person was told and has not put away, newest first."""
    return (
        Notice.objects.filter(
            one_of("family_id", among or _my_families(user)), to=user, read_at=None
        )
        .select_related("recorder__organization")
        .order_by("-recorded", "pk")
    )


def _my_families(user: User) -> QuerySet[CareRelation, dict[str, UUID]]:
    return CareRelation.objects.current().of(user).values("family_id")  # type: ignore[return-value]
