"""What is true of plans: steps, the life of a goal and a task, who usually coordinates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duizend.access.rules import Category, Role
from duizend.families.rules.time import Phase


class Approach(StrEnum):
    """A way of working with steps. The step is set by people, never computed."""

    SIX_STEPS = "six_steps"
    SMART_SYSTEM = "smart_system"


@dataclass(frozen=True)
class ApproachFacts:
    """How many steps an approach has, and where that was read (a code of sources.json)."""

    steps: int
    source: str
    year: int | None
    checked_on: date


APPROACHES: dict[Approach, ApproachFacts] = {
    # S003, chapter 3: six steps, cyclic. S000, slide "smart systeem": five steps.
    Approach.SIX_STEPS: ApproachFacts(6, "S003", None, date(2026, 11, 22)),
    Approach.SMART_SYSTEM: ApproachFacts(5, "S000", None, date(2026, 11, 22)),
}


class Whose(StrEnum):
    """Whose goal it is: each of them has an own voice in the plan."""

    MOTHER = "mother"
    PARTNER = "partner"
    BOTH = "both"
    CHILD = "child"


class GoalStatus(StrEnum):
    """FHIR Goal.lifecycleStatus, in everyday words."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    ACHIEVED = "achieved"
    STOPPED = "stopped"


# Stopping is normal and so is starting again; only a proposal is made once.
GOAL_MAY_BECOME: dict[GoalStatus, frozenset[GoalStatus]] = {
    GoalStatus.PROPOSED: frozenset({GoalStatus.ACTIVE, GoalStatus.ACHIEVED, GoalStatus.STOPPED}),
    GoalStatus.ACTIVE: frozenset({GoalStatus.ACHIEVED, GoalStatus.STOPPED}),
    GoalStatus.ACHIEVED: frozenset({GoalStatus.ACTIVE}),
    GoalStatus.STOPPED: frozenset({GoalStatus.ACTIVE}),
}
OPEN_GOALS = frozenset({GoalStatus.PROPOSED, GoalStatus.ACTIVE})


class TaskStatus(StrEnum):
    """FHIR Task.status, in everyday words."""

    AGREED = "agreed"
    BUSY = "busy"
    DONE = "done"
    STOPPED = "stopped"


TASK_MAY_BECOME: dict[TaskStatus, frozenset[TaskStatus]] = {
    TaskStatus.AGREED: frozenset({TaskStatus.BUSY, TaskStatus.DONE, TaskStatus.STOPPED}),
    TaskStatus.BUSY: frozenset({TaskStatus.AGREED, TaskStatus.DONE, TaskStatus.STOPPED}),
    TaskStatus.DONE: frozenset({TaskStatus.AGREED}),
    TaskStatus.STOPPED: frozenset({TaskStatus.AGREED}),
}
OPEN_TASKS = frozenset({TaskStatus.AGREED, TaskStatus.BUSY})


class CoordinationStatus(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


@dataclass(frozen=True)
class UsualCoordinators:
    """Roles that a source names for the coordinating professional in a phase."""

    roles: frozenset[Role]
    source: str
    year: int | None
    checked_on: date


def _s003(*roles: Role) -> UsualCoordinators:
    return UsualCoordinators(frozenset(roles), "S003", None, date(2026, 11, 22))


# Source 003, chapter 4.3 and its glossary, in our roles. Other roles are warned about,
# not refused: the family and the professionals choose. Roles that never coordinate stand
# in access.rules (may_coordinate).
# Preconception: the general practitioner, fertility care, or a formal partner nearby.
# Pregnancy until the hand-over to youth health care: the coordinating obstetric provider,
# until day 10 for the newborn and six weeks for the mother.
# After that: youth health care or a formal partner nearby.
USUAL_COORDINATORS: dict[Phase, UsualCoordinators] = {
    Phase.PRECONCEPTION: _s003(Role.GENERAL_PRACTITIONER, Role.OBSTETRICIAN, Role.SOCIAL_WORKER),
    Phase.PREGNANCY: _s003(Role.MIDWIFE, Role.OBSTETRICIAN, Role.GENERAL_PRACTITIONER),
    Phase.POSTPARTUM: _s003(
        Role.MIDWIFE,
        Role.OBSTETRICIAN,
        Role.GENERAL_PRACTITIONER,
        Role.YOUTH_NURSE,
        Role.YOUTH_DOCTOR,
    ),
    Phase.CHILD: _s003(Role.YOUTH_NURSE, Role.YOUTH_DOCTOR, Role.SOCIAL_WORKER),
}

# A day for a task lies within the thousand days.
FURTHEST_DAY = timedelta(days=1000)


def is_usual_coordinator(role: str, phase: Phase) -> bool:
    """Whether a source names this role for this phase."""
    return role in USUAL_COORDINATORS[phase].roles


def is_step(approach: str, step: int) -> bool:
    """Whether this approach has this step (counted from 1)."""
    return approach in set(Approach) and 1 <= step <= APPROACHES[Approach(approach)].steps


def category_of(is_shielded: bool) -> Category:
    """What is shielded is about safety; all else in the plan is the plan's own category."""
    return Category.SAFETY if is_shielded else Category.PLAN


def is_late(by_when: date | None, status: str, today: date) -> bool:
    """Whether the day for a task is past and it is still open."""
    return by_when is not None and by_when < today and status in OPEN_TASKS


def place_in_plan(is_crisis: bool, status: str) -> int:
    """Where a goal stands: what is urgent first, then what runs, then what is over."""
    if status not in OPEN_GOALS:
        return 3
    if is_crisis:
        return 0
    return 1 if status == GoalStatus.ACTIVE else 2


def changed_lines(
    before: dict[str, str], after: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Only what differs, both sides; a field that is empty on a side is left out there."""
    fields = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return _only(before, fields), _only(after, fields)


def _only(values: dict[str, str], fields: Iterable[str]) -> dict[str, str]:
    return {name: values[name] for name in fields if values.get(name)}
