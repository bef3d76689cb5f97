"""Adding, changing, achieving and stopping a goal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.plans import actions
from duizend.plans.forms import GoalForm, ReasonForm
from duizend.plans.models import Goal
from duizend.plans.permissions import ChangedMeanwhile, check_can_edit, check_can_write
from duizend.plans.rules import GoalStatus
from duizend.plans.views.frame import back_to_plan, open_plan, page, posted


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    check_can_write(request.user, family)
    form = GoalForm(posted(request), user=request.user, initial={"whose": "mother"})
    if form.is_bound and form.is_valid():
        idea = form.cleaned_data["is_idea"]
        try:
            actions.add_goal(
                form.cleaned_data["entry"],
                family,
                form.said,
                is_shielded=form.cleaned_data.get("is_shielded", False),
                status=GoalStatus.PROPOSED if idea else GoalStatus.ACTIVE,
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The goal stands in the plan."))
            return back_to_plan(family)
    return page(request, family, "goal", form, goal=None)


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, family_id: UUID, goal_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    goal = _goal(family, goal_id)
    check_can_edit(request.user, goal, timezone.localdate())
    form = GoalForm(
        posted(request),
        user=request.user,
        goal=goal,
        initial={
            "version": goal.version,
            "words": goal.words,
            "whose": goal.whose,
            "life_domain": goal.life_domain,
            "is_crisis": goal.is_crisis,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            actions.change_goal(
                goal,
                form.said,
                seen_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except ChangedMeanwhile as refusal:
            form.seen_now(goal.version)
            form.add_error(None, str(refusal))
            return page(request, family, "goal", form, goal=goal, now=goal.words)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The goal is changed."))
            return back_to_plan(family)
    return page(request, family, "goal", form, goal=goal)


@require_http_methods(["GET", "POST"])
def status(request: SignedInRequest, family_id: UUID, goal_id: UUID) -> HttpResponse:
    """GET asks why a goal stops; POST says how it stands."""
    family = open_plan(request, family_id)
    goal = _goal(family, goal_id)
    check_can_edit(request.user, goal, timezone.localdate())
    wanted = request.POST.get("status", GoalStatus.STOPPED)
    stopping = wanted == GoalStatus.STOPPED
    form = ReasonForm(posted(request) if stopping else None)
    if request.method == "POST" and (not stopping or form.is_valid()):
        reason = form.cleaned_data["reason"] if stopping else ""
        actions.set_goal_status(goal, wanted, reason, by=request.user, at=timezone.now())
        messages.success(request, _("Saved how it stands."))
        return back_to_plan(family)
    return page(request, family, "stop", form, words=goal.words)


def _goal(family: Family, goal_id: UUID) -> Goal:
    goal = get_object_or_404(
        Goal.objects.filter(family=family).select_related("recorder_organization"), pk=goal_id
    )
    goal.family = family
    return goal
