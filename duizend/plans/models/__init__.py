"""The tables of the plan."""

from duizend.plans.models.coordination import (
    COORDINATION_LABELS,
    Coordination,
    Notice,
    NoticeKind,
)
from duizend.plans.models.history import Change, Subject
from duizend.plans.models.plan import (
    APPROACH_LABELS,
    GOAL_LABELS,
    STEP_LABELS,
    TASK_LABELS,
    WHOSE_LABELS,
    Agreement,
    CarePlan,
    Entry,
    Goal,
    PlanTask,
    StepMove,
)

__all__ = [
    "APPROACH_LABELS",
    "COORDINATION_LABELS",
    "GOAL_LABELS",
    "STEP_LABELS",
    "TASK_LABELS",
    "WHOSE_LABELS",
    "Agreement",
    "CarePlan",
    "Change",
    "Coordination",
    "Entry",
    "Goal",
    "Notice",
    "NoticeKind",
    "PlanTask",
    "StepMove",
    "Subject",
]
