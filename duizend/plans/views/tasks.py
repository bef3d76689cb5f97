"""Adding, changing, doing and stopping a task."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.plans import actions, queries
from duizend.plans.forms import Performer, ReasonForm, TaskForm
from duizend.plans.models import Goal, PlanTask
from duizend.plans.permissions import (
    ChangedMeanwhile,
    check_can_edit,
    check_can_progress,
    check_can_write,
)
from duizend.plans.rules import OPEN_GOALS, TaskStatus
from duizend.plans.views.frame import back_to_plan, open_plan, page, posted
from duizend.plans.views.lines import Lines


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    check_can_write(request.user, family)
    goals = list(
        Goal.objects.filter(family=family, status__in=OPEN_GOALS).order_by("recorded", "pk")
    )
    form = TaskForm(
        posted(request),
        performers=_performers(request, family),
        goals=goals,
        initial={"goal": request.GET.get("doel", "")},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.add_task(
                form.cleaned_data["entry"],
                family,
                form.asked,
                form.chosen_goal,
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The task stands in the plan."))
            return back_to_plan(family)
    return page(request, family, "task", form, task=None)


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, family_id: UUID, task_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    task = _task(family, task_id)
    check_can_edit(request.user, task, timezone.localdate())
    form = TaskForm(
        posted(request),
        performers=_performers(request, family, task),
        goals=None,
        initial={
            "version": task.version,
            "what": task.what,
            "who": _key(task.person or task.professional or task.organization),
            "by_when": task.by_when,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            actions.change_task(
                task,
                form.asked,
                seen_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except ChangedMeanwhile as refusal:
            form.seen_now(task.version)
            form.add_error(None, str(refusal))
            return page(request, family, "task", form, task=task, now=task.what)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The task is changed."))
            return back_to_plan(family)
    return page(request, family, "task", form, task=task)


@require_http_methods(["GET", "POST"])
def status(request: SignedInRequest, family_id: UUID, task_id: UUID) -> HttpResponse:
    """GET asks why a task stops; POST says how it stands. With HTMX only its goal returns."""
    family = open_plan(request, family_id)
    task = _task(family, task_id)
    check_can_progress(request.user, task, timezone.localdate())
    wanted = request.POST.get("status", TaskStatus.STOPPED)
    stopping = wanted == TaskStatus.STOPPED
    form = ReasonForm(posted(request) if stopping else None)
    if request.method == "POST" and (not stopping or form.is_valid()):
        reason = form.cleaned_data["reason"] if stopping else ""
        saved = actions.set_task_status(task, wanted, reason, by=request.user, at=timezone.now())
        if request.htmx and not stopping:
            return _part(request, family, saved)
        messages.success(request, _("Saved how it stands."))
        return back_to_plan(family)
    return page(request, family, "stop", form, words=task.what)


def _part(request: SignedInRequest, family: Family, task: PlanTask) -> HttpResponse:
    """The goal of this task as it is now (or the tasks without one), and who does what."""
    plan = queries.whole_plan(family)
    lines = Lines(family, request.user, timezone.localdate())
    context = {"family": family, "doers": plan.doers, "is_part": True, "just_changed": task.pk}
    for goal in plan.open_goals + plan.closed_goals:
        if goal.pk == task.goal_id:
            return render(request, "plans/_part.html", {**context, "line": lines.goal(plan, goal)})
    loose = [lines.task(other) for other in plan.loose_tasks]
    return render(request, "plans/_part.html", {**context, "loose_tasks": loose})


def _task(family: Family, task_id: UUID) -> PlanTask:
    task = get_object_or_404(
        PlanTask.objects.filter(family=family).select_related(
            "recorder_organization", "person", "professional__organization", "organization"
        ),
        pk=task_id,
    )
    task.family = family
    return task


def _performers(
    request: SignedInRequest, family: Family, task: PlanTask | None = None
) -> dict[str, dict[str, Performer]]:
    """Whom a task can be given to, in groups; also who has it now."""
    found = queries.performers(family, request.user, timezone.localdate())
    groups: dict[str, dict[str, Performer]] = {
        _("Family"): {_key(person): person for person in found.family},
        _("Own network"): {_key(person): person for person in found.network},
        _("Professionals"): {_key(user): user for user in found.professionals},
        _("Organisations"): {_key(one): one for one in found.organizations},
    }
    now = (task.person or task.professional or task.organization) if task else None
    if now is not None and not any(_key(now) in people for people in groups.values()):
        groups[_("Has it now")] = {_key(now): now}
    return groups


def _key(performer: Performer | None) -> str:
    """How a performer is named in the form: `person:…`, `user:…`, `organization:…`."""
    return f"{performer._meta.model_name}:{performer.pk}" if performer else ""
