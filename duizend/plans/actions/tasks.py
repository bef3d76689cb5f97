"""Who does what, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import Organization, User
from duizend.access.rules import Category
from duizend.core.dutch_dates import long_day
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family, Person
from duizend.plans.actions.writing import keep_history, locked, needed, plan_of, save_new
from duizend.plans.models import TASK_LABELS, Goal, PlanTask, Subject
from duizend.plans.permissions import (
    check_can_be_given,
    check_can_edit,
    check_can_progress,
    check_can_write,
    check_reaches,
)
from duizend.plans.rules import FURTHEST_DAY, TASK_MAY_BECOME, TaskStatus


@dataclass(frozen=True)
class TaskWords:
    """What is to be done, by whom (one of three kinds), and the day, if there is one."""

    what: str
    performer: Person | User | Organization
    by_when: date | None = None


@transaction.atomic
def add_task(
    task_id: UUID, family: Family, asked: TaskWords, goal: Goal | None, *, by: User, at: datetime
) -> PlanTask:
    """A task for a goal, or for the plan as a whole. It is as shielded as its goal."""
    category = goal.category if goal else Category.PLAN.value
    check_can_write(by, family, category)
    if goal is not None and goal.family_id != family.pk:
        raise NotAllowed(_("This goal is of another family."))
    task = PlanTask(
        id=task_id,
        family=family,
        category=category,
        plan=plan_of(family, by=by, at=at),
        goal=goal,
        status=TaskStatus.AGREED,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    _fill(task, asked, by=by, at=at)
    task, new = save_new(task, "plans.add_task", by=by, at=at)
    if new:
        keep_history(task, Subject.TASK, {}, _as_lines(task), by=by, at=at)
    return task


@transaction.atomic
def change_task(
    task: PlanTask, asked: TaskWords, *, seen_version: int, by: User, at: datetime
) -> PlanTask:
    """Another day, another person, other words. Raises ChangedMeanwhile."""
    task = locked(task, seen_version)
    check_can_edit(by, task, timezone.localdate(at))
    before = _as_lines(task)
    _fill(task, asked, by=by, at=at)
    _save(task, before, "plans.change_task", by=by, at=at)
    return task


@transaction.atomic
def set_task_status(
    task: PlanTask, status: str, reason: str, *, by: User, at: datetime
) -> PlanTask:
    """Done, busy, stopped (with a reason), or agreed again."""
    task = locked(task)
    check_can_progress(by, task, timezone.localdate(at))
    if status not in TASK_LABELS:
        raise NotAllowed(_("A task cannot be that."))
    if status == task.status:
        return task
    if status not in TASK_MAY_BECOME[TaskStatus(task.status)]:
        raise NotAllowed(_("This task cannot go there from where it is now."))
    before = _as_lines(task)
    if status == TaskStatus.STOPPED:
        needed(reason, _("Say in a few words why. Stopping is normal."))
    task.status, task.reason = status, reason.strip()
    done = status == TaskStatus.DONE
    task.done_on = timezone.localdate(at) if done else None
    task.done_by = by if done else None
    _save(task, before, "plans.set_task_status", by=by, at=at)
    return task


def _save(task: PlanTask, before: dict[str, str], verb: str, *, by: User, at: datetime) -> None:
    if keep_history(task, Subject.TASK, before, _as_lines(task), by=by, at=at):
        task.version += 1
        task.save()
        audit.record(verb, task, by=by, at=at, family_id=task.family_id, category=task.category)


def _fill(task: PlanTask, asked: TaskWords, *, by: User, at: datetime) -> None:
    today = timezone.localdate(at)
    moved = asked.by_when is not None and asked.by_when != task.by_when
    if moved and not today <= asked.by_when <= today + FURTHEST_DAY:  # type: ignore[operator]
        raise NotAllowed(_("Choose a day from today on, at most a thousand days ahead."))
    who = asked.performer
    # Who already has it keeps it, also when the consent that made it possible has ended.
    if who not in (task.person, task.professional, task.organization):
        _check_can_be_for(task, who, by=by, today=today)
    task.what = needed(asked.what, _("Write down what is to be done."))
    task.person = who if isinstance(who, Person) else None
    task.professional = who if isinstance(who, User) else None
    task.organization = who if isinstance(who, Organization) else None
    task.by_when = asked.by_when


def _check_can_be_for(
    task: PlanTask, who: Person | User | Organization, *, by: User, today: date
) -> None:
    if isinstance(who, User):
        check_can_be_given(by, task.family, who, task.category, today)
    elif isinstance(who, Organization):
        check_reaches(by, task.family, who, task.category, today)
    elif who.family_id != task.family_id or who.left_on is not None:
        raise NotAllowed(_("This person is not (or no longer) of this family."))


def _as_lines(task: PlanTask) -> dict[str, str]:
    has_performer = task.person or task.professional or task.organization
    return {
        "what": task.what,
        "who": task.performer if has_performer else "",
        "by_when": long_day(task.by_when) if task.by_when else "",
        "status": task.status,
        "reason": task.reason,
    }
