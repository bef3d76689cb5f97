"""What is asked about plans: the plan as one may see it, who coordinates, what waits for me."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet

from duizend.access.models import Organization, User
from duizend.consents.queries import holding as consents_holding
from duizend.core.charts.steps import Step, steps_until
from duizend.families.models import CareRelation, Family, Person, PersonRole, RelationKind
from duizend.families.queries import moment
from duizend.families.rules.time import Phase
from duizend.plans.models import (
    STEP_LABELS,
    Agreement,
    Change,
    Coordination,
    Goal,
    Notice,
    PlanTask,
    StepMove,
)
from duizend.plans.rules import (
    OPEN_TASKS,
    Approach,
    CoordinationStatus,
    is_late,
    place_in_plan,
)

NEWEST_CHANGES = 200


@dataclass(frozen=True)
class CurrentCoordination:
    """Who coordinates now. `has_left`: accepted it, but no longer works with this family."""

    coordination: Coordination
    has_left: bool

    @property
    def practitioner(self) -> User:
        return self.coordination.practitioner


@dataclass
class Doer:
    """Somebody who does something in the plan, with the open tasks."""

    name: str
    tasks: list[PlanTask] = field(default_factory=list)


@dataclass(frozen=True)
class WholePlan:
    """Everything of the plan that the one who asks may see."""

    open_goals: list[Goal]
    closed_goals: list[Goal]
    loose_tasks: list[PlanTask]
    agreements: list[Agreement]
    ended_agreements: list[Agreement]
    doers: dict[str, list[Doer]]


def _with_names(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    return tasks.select_related(
        "person", "professional__organization", "organization", "recorder_organization"
    ).order_by(F("by_when").asc(nulls_last=True), "recorded", "pk")


def whole_plan(family: Family) -> WholePlan:
    """Three queries, whatever the size of the plan."""
    goals = list(
        Goal.objects.filter(family=family)
        .select_related("recorder_organization")
        .prefetch_related(Prefetch("tasks", queryset=_with_names(PlanTask.objects.all())))
    )
    goals.sort(key=lambda g: (place_in_plan(g.is_crisis, g.status), g.recorded, str(g.pk)))
    loose = list(_with_names(PlanTask.objects.filter(family=family, goal=None)))
    agreements = list(
        Agreement.objects.filter(family=family)
        .select_related("recorder_organization")
        .order_by("-made_on", "-recorded", "pk")
    )
    every_task = [task for goal in goals for task in goal.tasks.all()] + loose
    return WholePlan(
        open_goals=[goal for goal in goals if goal.is_open],
        closed_goals=[goal for goal in goals if not goal.is_open],
        loose_tasks=loose,
        agreements=[a for a in agreements if a.ended_on is None],
        ended_agreements=[a for a in agreements if a.ended_on is not None],
        doers=_doers(every_task),
    )


def goals_of(family: Family) -> list[Goal]:
    """Open and achieved goals without their tasks, urgent first: for the family's overview."""
    goals = Goal.objects.filter(family=family)
    return sorted(
        goals, key=lambda g: (place_in_plan(g.is_crisis, g.status), g.recorded, str(g.pk))
    )


def _doers(tasks: Iterable[PlanTask]) -> dict[str, list[Doer]]:
    groups: dict[str, dict[object, Doer]] = {"family": {}, "network": {}, "professionals": {}}
    for task in tasks:
        if task.is_open:
            who = (task.person_id, task.professional_id, task.organization_id)
            name = task.performer
            if task.professional is not None:
                name = f"{name}, {task.professional.organization.name}"
            groups[task.group].setdefault(who, Doer(name)).tasks.append(task)
    return {group: list(doers.values()) for group, doers in groups.items()}


def current_coordination(family_id: UUID) -> CurrentCoordination | None:
    """Who coordinates this family, or nobody."""
    found = (
        Coordination.objects.filter(family_id=family_id, status=CoordinationStatus.ACTIVE)
        .select_related("practitioner__organization", "organization")
        .annotate(still_there=_still_cares())
        .first()
    )
    return CurrentCoordination(found, not found.still_there) if found else None


def open_proposal(family_id: UUID) -> Coordination | None:
    return (
        Coordination.objects.filter(family_id=family_id, status=CoordinationStatus.PROPOSED)
        .select_related("family", "practitioner__organization", "recorder")
        .first()
    )


@dataclass(frozen=True)
class Performers:
    """Whom a task may be given to, as far as the one who asks may know them."""

    family: list[Person]
    network: list[Person]
    professionals: list[User]
    organizations: list[Organization]


def performers(family: Family, user: User, today: date) -> Performers:
    """The people of the family, the team, and organisations that may be told about the plan."""
    people = list(family.people.filter(left_on=None).order_by("recorded", "pk"))
    team = (
        CareRelation.objects.current()
        .filter(family=family, kind=RelationKind.CARE, practitioner__is_active=True)
        .select_related("practitioner__organization")
        .order_by("period_start", "pk")
    )
    professionals = {relation.practitioner_id: relation.practitioner for relation in team}
    told = consents_holding(family, today).filter(source_id=user.organization_id)
    organizations = {user.organization_id: user.organization}
    organizations |= {consent.recipient_id: consent.recipient for consent in told}
    return Performers(
        family=[p for p in people if p.role != PersonRole.NETWORK],
        network=[p for p in people if p.role == PersonRole.NETWORK],
        professionals=list(professionals.values()),
        organizations=list(organizations.values()),
    )


def told_by(family: Family, source: Organization, today: date) -> dict[int, frozenset[str]]:
    """To which organisations this one may tell what: recipient id -> category codes."""
    told: dict[int, frozenset[str]] = {}
    for consent in consents_holding(family, today).filter(source=source):
        earlier = told.get(consent.recipient_id, frozenset())
        told[consent.recipient_id] = earlier | frozenset(consent.categories)
    return told


def coordinations(family: Family) -> QuerySet[Coordination]:
    """Everybody who was asked or coordinated, newest first."""
    return (
        Coordination.objects.filter(family=family)
        .select_related("practitioner__organization", "recorder")
        .order_by("-recorded", "pk")
    )


def may_be_asked(family: Family) -> list[User]:
    """People of the team, as far as one may know them, whose role may coordinate."""
    relations = (
        CareRelation.objects.current()
        .filter(family=family, kind=RelationKind.CARE, practitioner__is_active=True)
        .select_related("practitioner__organization")
        .order_by("period_start", "pk")
    )
    return [r.practitioner for r in relations if r.practitioner.may_coordinate]


def phase_for_coordination(family: Family, user: User, today: date) -> Phase | None:
    """The phase, when the one who asks can know it: without dates only of an own family."""
    now = moment(family, today)
    if now.due_date is None and now.born_on is None:
        own = family.recorder_organization_id == user.organization_id
        return now.phase if own else None
    return now.phase


def moves(family: Family) -> QuerySet[StepMove]:
    return (
        StepMove.objects.filter(family=family)
        .select_related("recorder", "recorder_organization")
        .order_by("-recorded", "pk")
    )


def where_we_are(family: Family) -> dict[Approach, StepMove]:
    """The last move of each approach that was used. One query."""
    last = (
        StepMove.objects.filter(family=family)
        .select_related("recorder")
        .order_by("approach", "-recorded")
        .distinct("approach")
    )
    return {Approach(move.approach): move for move in last}


def steps_of(approach: Approach, move: StepMove | None) -> list[Step]:
    """The steps as a drawing; without a move none of them is now."""
    labels = [str(label) for label in STEP_LABELS[approach]]
    return steps_until(labels, move.step - 1) if move else [Step(label) for label in labels]


def changes(family: Family) -> QuerySet[Change]:
    """The newest changes of the plan that one may see."""
    return (
        Change.objects.filter(family=family)
        .select_related("recorder__organization")
        .order_by("-recorded", "pk")[:NEWEST_CHANGES]
    )


def tasks_due(user: User, today: date) -> list[PlanTask]:
    """Open tasks for me or my organisation that are due, and late ones where I coordinate."""
    mine = Q(professional=user) | Q(organization_id=user.organization_id)
    coordinated = Coordination.objects.filter(
        practitioner=user, status=CoordinationStatus.ACTIVE
    ).values("family_id")
    return list(
        _with_names(
            PlanTask.objects.filter(
                family__in=_my_families(user), status__in=OPEN_TASKS, by_when__lte=today
            ).filter(mine | Q(family__in=coordinated, by_when__lt=today))
        ).select_related("family", "goal", "person", "professional__organization", "organization")
    )


def late_tasks(tasks: Iterable[PlanTask], today: date) -> list[PlanTask]:
    return [task for task in tasks if is_late(task.by_when, task.status, today)]


def coordination_proposed_to(user: User) -> QuerySet[Coordination]:
    """Families that wait for this person's yes or no."""
    return (
        Coordination.objects.filter(
            family__in=_my_families(user),
            practitioner=user,
            status=CoordinationStatus.PROPOSED,
        )
        .select_related("family", "recorder")
        .order_by("recorded", "pk")
    )


def without_coordinator(user: User) -> QuerySet[Family]:
    """Families that nobody coordinates and that ask something of this person.

    Of who registered the family; when that person has left the team, of the colleague
    of the same organisation who is in it longest. A proposal that waits is no gap.
    """
    mine = CareRelation.objects.current().of(user).filter(kind=RelationKind.CARE)
    team = CareRelation.objects.current().filter(
        family=OuterRef("pk"), organization_id=user.organization_id, kind=RelationKind.CARE
    )
    longer = team.exclude(practitioner=user).filter(
        period_start__lt=mine.filter(family=OuterRef("family")).values("period_start")[:1]
    )
    registrar_left = ~Exists(team.filter(practitioner=OuterRef("recorder")))
    taken = Coordination.objects.filter(family=OuterRef("pk")).annotate(still=_still_cares())
    return (
        Family.objects.filter(
            pk__in=mine.values("family_id"),
            closed_on=None,
            recorder_organization_id=user.organization_id,
        )
        .filter(Q(recorder=user) | (Q(registrar_left) & ~Q(Exists(longer))))
        .exclude(Exists(taken.filter(status=CoordinationStatus.ACTIVE, still=True)))
        .exclude(Exists(taken.filter(status=CoordinationStatus.PROPOSED)))
        .order_by("recorded", "pk")
    )


def notices_for(user: User) -> QuerySet[Notice]:
    """What this person was told and has not put away, newest first."""
    return (
        Notice.objects.filter(to=user, read_at=None, family__in=_my_families(user))
        .select_related("family", "recorder__organization")
        .order_by("-recorded", "pk")
    )


def _my_families(user: User) -> QuerySet[CareRelation, dict[str, UUID]]:
    return CareRelation.objects.current().of(user).values("family_id")  # type: ignore[return-value]


def _still_cares() -> Func:
    return Func(
        F("family_id"),
        F("practitioner_id"),
        function="rls.still_cares",
        output_field=BooleanField(),
    )
