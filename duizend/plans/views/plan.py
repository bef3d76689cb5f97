"""The plan on one page, its history, and the plan on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.core.printing import CannotMakePdf, as_pdf
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.plans import actions, queries
from duizend.plans.rules import Approach
from duizend.plans.views.frame import open_plan, page
from duizend.plans.views.lines import Lines


@require_GET
def plan(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    today = timezone.localdate()
    me = request.user.pk
    coordination, proposal = queries.coordination_now(family.pk)
    coordinates = coordination is not None and coordination.practitioner.pk == me
    return page(
        request,
        family,
        "plan",
        None,
        **Lines(family, request.user, today).of(queries.whole_plan(family)),
        **_steps(family),
        coordination=coordination,
        proposal=proposal,
        # Only what to show; the actions check it again.
        may_answer=proposal is not None and proposal.practitioner_id == me,
        may_take_back=proposal is not None and (proposal.recorder_id == me or coordinates),
        why_not_change=why_not(check_can_change, request.user, family),
    )


@require_GET
def history(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Every change that one may see: who, when, what was there and what came instead."""
    family = open_plan(request, family_id, "history")
    return page(
        request,
        family,
        "history",
        None,
        changes=queries.changes(family),
        moves=queries.moves(family),
        coordinations=queries.coordinations(family),
    )


@require_GET
def paper(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """The plan in plain language, made to be printed and given to the family."""
    family = open_plan(request, family_id)
    actions.record_print(family, by=request.user, at=timezone.now())
    return render(request, "plans/paper.html", _on_paper(family))


@require_GET
def pdf(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    try:
        made = as_pdf(render_to_string("plans/pdf.html", _on_paper(family)), "plans/paper.css")
    except CannotMakePdf as problem:
        messages.error(request, str(problem))
        return redirect("plans:paper", family_id=family.pk)
    actions.record_export(family, by=request.user, at=timezone.now())
    return HttpResponse(
        made,
        content_type="application/pdf",
        # No name of the family in a file name: it stays behind in download folders.
        headers={"Content-Disposition": 'attachment; filename="plan.pdf"'},
    )


def _steps(family: Family) -> dict[str, Any]:
    last = queries.where_we_are(family)
    return {
        "approaches": [
            {
                "code": approach,
                "steps": queries.steps_of(approach, last.get(approach)),
                "move": last.get(approach),
            }
            for approach in Approach
        ]
    }


def _on_paper(family: Family) -> dict[str, Any]:
    """What goes on paper: open lines only, and nothing that is shielded."""
    whole = queries.whole_plan(family)
    last = queries.where_we_are(family).get(Approach.SIX_STEPS)
    return {
        "family": family,
        "today": timezone.localdate(),
        "coordination": queries.current_coordination(family.pk),
        "move": last,
        "goals": [
            (goal, [task for task in whole.tasks_for(goal) if task.is_open])
            for goal in whole.open_goals
            if not goal.is_shielded
        ],
        "achieved": [
            goal
            for goal in whole.closed_goals
            if goal.status == "achieved" and not goal.is_shielded
        ],
        "tasks": [t for t in whole.loose_tasks if t.is_open and not t.is_shielded],
        "agreements": [a for a in whole.agreements if not a.is_shielded],
    }
