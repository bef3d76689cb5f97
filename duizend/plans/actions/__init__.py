"""Every change to a plan: each leaves a line in the log and one in the plan's own history."""

from duizend.plans.actions.agreements import add_agreement, end_agreement
from duizend.plans.actions.coordination import accept, decline, propose, take_back
from duizend.plans.actions.goals import GoalWords, add_goal, change_goal, set_goal_status
from duizend.plans.actions.notices import inform_coordinator_of_emergency, mark_read
from duizend.plans.actions.paper import record_export, record_print
from duizend.plans.actions.steps import go_to_step
from duizend.plans.actions.tasks import TaskWords, add_task, change_task, set_task_status

__all__ = [
    "GoalWords",
    "TaskWords",
    "accept",
    "add_agreement",
    "add_goal",
    "add_task",
    "change_goal",
    "change_task",
    "decline",
    "end_agreement",
    "go_to_step",
    "inform_coordinator_of_emergency",
    "mark_read",
    "propose",
    "record_export",
    "record_print",
    "set_goal_status",
    "set_task_status",
    "take_back",
]
