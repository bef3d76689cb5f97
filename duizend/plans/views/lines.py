"""The plan as it is shown: each line with what the reader may do to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.dutch_dates import day_in_words
from duizend.families.models import Family
from duizend.plans.models import Agreement, Entry, Goal, PlanTask
from duizend.plans.queries import WholePlan, told_by
from duizend.plans.rules import TaskStatus, is_late


@dataclass(frozen=True)
class TaskLine:
    task: PlanTask
    is_late: bool
    may_edit: bool
    may_progress: bool
    today: date

    @property
    def who_and_when(self) -> str:
        """`Leo Bos · vóór do 3 december`, or how it ended."""
        task = self.task
        parts = [task.performer]
        if task.done_on is not None:
            parts.append(_("done on %(day)s") % {"day": day_in_words(task.done_on, self.today)})
        elif task.status == TaskStatus.STOPPED:
            parts.append(task.reason)
        elif task.by_when is not None:
            parts.append(_("by %(day)s") % {"day": day_in_words(task.by_when, self.today)})
        return " · ".join(parts)


@dataclass(frozen=True)
class GoalLine:
    goal: Goal
    tasks: list[TaskLine]
    may_edit: bool
    is_ours: bool


@dataclass(frozen=True)
class AgreementLine:
    agreement: Agreement
    may_edit: bool


class Lines:
    """Makes lines for one reader. One query, whatever the number of lines.

    What it lets through on the page, the actions check again.
    """

    def __init__(self, family: Family, user: User, today: date) -> None:
        self.user = user
        self.today = today
        self.is_open = family.closed_on is None
        self.told = told_by(family, user.organization_id, today)

    def goal(self, plan: WholePlan, goal: Goal) -> GoalLine:
        tasks = [self.task(task) for task in plan.tasks_for(goal)]
        ours = goal.recorder_organization_id == self.user.organization_id
        return GoalLine(goal, tasks, self._may_edit(goal), ours)

    def task(self, task: PlanTask) -> TaskLine:
        mine = (
            task.professional_id == self.user.pk
            or task.organization_id == self.user.organization_id
        )
        may_edit = self._may_edit(task)
        late = is_late(task.by_when, task.status, self.today)
        return TaskLine(task, late, may_edit, may_edit or (mine and self.is_open), self.today)

    def agreement(self, agreement: Agreement) -> AgreementLine:
        return AgreementLine(agreement, self._may_edit(agreement))

    def of(self, plan: WholePlan) -> dict[str, object]:
        """What the template shows, by name."""
        return {
            "goals": [self.goal(plan, goal) for goal in plan.open_goals],
            "closed_goals": [self.goal(plan, goal) for goal in plan.closed_goals],
            "loose_tasks": [self.task(task) for task in plan.loose_tasks],
            "agreements": [self.agreement(a) for a in plan.agreements],
            "ended_agreements": plan.ended_agreements,
            "doers": plan.doers,
        }

    def _may_edit(self, entry: Entry) -> bool:
        if not self.is_open:
            return False
        source = entry.recorder_organization_id
        return source == self.user.organization_id or entry.category in self.told.get(source, ())
