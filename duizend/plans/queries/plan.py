"""The plan as the one who asks may see it: goals, tasks, agreements, steps, changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F, QuerySet

from duizend.core.charts.steps import Step, steps_until
from duizend.families.models import Family
from duizend.plans.models import (
    STEP_LABELS,
    Agreement,
    Change,
    Goal,
    PlanTask,
    StepMove,
)
from duizend.plans.rules import (
    Approach,
    place_in_plan,
)

NEWEST_CHANGES = 200


NEWEST_CHANGES = 200


@dataclass
class Doer:
    """Somebody who does something in the plan, with the open tasks."""

    name: str
    tasks: list[PlanTask] = field(default_factory=list)


@dataclass(frozen=True)
class WholePlan:
    """Everything of the plan that the one who asks may see.

    A task whose goal one may not see (any more) is among the loose ones: nothing that is
    somebody's to do disappears with a consent for something else.
    """

    open_goals: list[Goal]
    closed_goals: list[Goal]
    tasks: dict[UUID | None, list[PlanTask]]
    agreements: list[Agreement]
    ended_agreements: list[Agreement]
    doers: dict[str, list[Doer]]

    def tasks_for(self, goal: Goal) -> list[PlanTask]:
        return self.tasks.get(goal.pk, [])

    @property
    def loose_tasks(self) -> list[PlanTask]:
        return self.tasks.get(None, [])


def with_names(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    return tasks.select_related(
        "person", "professional__organization", "organization", "recorder_organization"
    ).order_by(F("by_when").asc(nulls_last=True), "recorded", "pk")


def whole_plan(family: Family) -> WholePlan:
    """Three queries, whatever the size of the plan."""
    goals = list(Goal.objects.filter(family=family).select_related("recorder_organization"))
    goals.sort(key=lambda g: (place_in_plan(g.is_crisis, g.status), g.recorded, str(g.pk)))
    visible = {goal.pk for goal in goals}
    every_task = list(with_names(PlanTask.objects.filter(family=family)))
    tasks: dict[UUID | None, list[PlanTask]] = {}
    for task in every_task:
        tasks.setdefault(task.goal_id if task.goal_id in visible else None, []).append(task)
    agreements = list(
        Agreement.objects.filter(family=family)
        .select_related("recorder_organization")
        .order_by("-made_on", "-recorded", "pk")
    )
    return WholePlan(
        open_goals=[goal for goal in goals if goal.is_open],
        closed_goals=[goal for goal in goals if not goal.is_open],
        tasks=tasks,
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
