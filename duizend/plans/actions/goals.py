"""Goals in the parents' own words: adding, changing, achieving, stopping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import CATEGORY_LABELS, User
from duizend.access.rules import RESTRICTED, Category
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.plans.actions.writing import keep_history, locked, needed, plan_of, save_new
from duizend.plans.models import GOAL_LABELS, WHOSE_LABELS, Goal, Subject
from duizend.plans.permissions import check_can_edit, check_can_write
from duizend.plans.rules import GOAL_MAY_BECOME, GoalStatus, category_of


@dataclass(frozen=True)
class GoalWords:
    """What somebody wants, in their words; about which part of life; and whether it is urgent."""

    words: str
    whose: str
    life_domain: str
    is_crisis: bool = False


@transaction.atomic
def add_goal(
    goal_id: UUID,
    family: Family,
    said: GoalWords,
    *,
    is_shielded: bool = False,
    status: str = GoalStatus.ACTIVE,
    by: User,
    at: datetime,
) -> Goal:
    """A goal about safety is always shielded; another goal only when that is asked."""
    category = category_of(is_shielded or said.life_domain in RESTRICTED)
    check_can_write(by, family, category)
    if status not in {GoalStatus.PROPOSED, GoalStatus.ACTIVE}:
        raise NotAllowed(_("A new goal is thought of, or going on."))
    goal = Goal(
        id=goal_id,
        family=family,
        category=category,
        plan=plan_of(family, by=by, at=at),
        status=status,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    _fill(goal, said)
    goal, new = save_new(goal, "plans.add_goal", by=by, at=at)
    if new:
        keep_history(goal, Subject.GOAL, {}, _as_lines(goal), by=by, at=at)
    return goal


@transaction.atomic
def change_goal(goal: Goal, said: GoalWords, *, seen_version: int, by: User, at: datetime) -> Goal:
    """Other words for a goal. Raises ChangedMeanwhile when another was first."""
    goal = locked(goal, seen_version)
    check_can_edit(by, goal, timezone.localdate(at))
    if said.life_domain in RESTRICTED and not goal.is_shielded:
        raise NotAllowed(
            _("This goal was not shielded from the start. Stop it and add a shielded one.")
        )
    before = _as_lines(goal)
    _fill(goal, said)
    _save(goal, before, "plans.change_goal", by=by, at=at)
    return goal


@transaction.atomic
def set_goal_status(goal: Goal, status: str, reason: str, *, by: User, at: datetime) -> Goal:
    """Achieved, stopped (with a reason: stopping is normal), or going on again."""
    goal = locked(goal)
    check_can_edit(by, goal, timezone.localdate(at))
    if status not in GOAL_LABELS:
        raise NotAllowed(_("A goal cannot be that."))
    if status == goal.status:
        return goal
    if status not in GOAL_MAY_BECOME[GoalStatus(goal.status)]:
        raise NotAllowed(_("This goal cannot go there from where it is now."))
    before = _as_lines(goal)
    if status == GoalStatus.STOPPED:
        needed(reason, _("Say in a few words why. Stopping is normal."))
    goal.status, goal.reason = status, reason.strip()
    _save(goal, before, "plans.set_goal_status", by=by, at=at)
    return goal


def _save(goal: Goal, before: dict[str, str], verb: str, *, by: User, at: datetime) -> None:
    if keep_history(goal, Subject.GOAL, before, _as_lines(goal), by=by, at=at):
        goal.version += 1
        goal.save()
        audit.record(verb, goal, by=by, at=at, family_id=goal.family_id, category=goal.category)


def _fill(goal: Goal, said: GoalWords) -> None:
    if said.whose not in WHOSE_LABELS:
        raise NotAllowed(_("Say whose goal this is."))
    if said.life_domain not in CATEGORY_LABELS or said.life_domain in {
        Category.CONTACT,
        Category.PLAN,
    }:
        raise NotAllowed(_("Say what this goal is about."))
    goal.words = needed(said.words, _("Write down what they want, in their own words."))
    goal.whose = said.whose
    goal.life_domain = said.life_domain
    goal.is_crisis = said.is_crisis


def _as_lines(goal: Goal) -> dict[str, str]:
    return {
        "words": goal.words,
        "whose": goal.whose,
        "life_domain": goal.life_domain,
        "crisis": "yes" if goal.is_crisis else "",
        "status": goal.status,
        "reason": goal.reason,
    }
