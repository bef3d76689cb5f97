"""What is asked about plans: the plan as one may see it, who coordinates, what waits for me."""

from duizend.plans.queries.plan import (
    Doer,
    WholePlan,
    changes,
    goals_of,
    moves,
    steps_of,
    where_we_are,
    whole_plan,
)
from duizend.plans.queries.team import (
    CurrentCoordination,
    Performers,
    coordination_now,
    coordinations,
    current_coordination,
    known_team,
    may_be_asked,
    performers,
    phase_for_coordination,
    told_by,
)
from duizend.plans.queries.waiting import (
    coordinated_by,
    coordination_proposed_to,
    notices_for,
    tasks_due,
    without_coordinator,
)

__all__ = [
    "CurrentCoordination",
    "Doer",
    "Performers",
    "WholePlan",
    "changes",
    "coordinated_by",
    "coordination_now",
    "coordination_proposed_to",
    "coordinations",
    "current_coordination",
    "goals_of",
    "known_team",
    "may_be_asked",
    "moves",
    "notices_for",
    "performers",
    "phase_for_coordination",
    "steps_of",
    "tasks_due",
    "told_by",
    "where_we_are",
    "whole_plan",
    "without_coordinator",
]
