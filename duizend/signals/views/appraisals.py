"""Weighing together: the balance, the facts, and what people make of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.access.rules import Category
from duizend.core.permissions import why_not
from duizend.families import together
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import mother, page_context
from duizend.families.rules.time import Phase
from duizend.signals import actions, queries
from duizend.signals.forms import AppraisalForm
from duizend.signals.models import LifeDomain, Signal
from duizend.signals.permissions import check_can_appraise
from duizend.signals.rules.codes import Kind

# ?samen=1 turns the screen to the family (families.together), from wherever one comes.
TOGETHER = "samen"
BALANCE, DECISION, BEFORE = "balans", "samen", "eerder"


@require_http_methods(["GET", "POST"])
def appraise(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="signals.appraise")
    today = timezone.localdate()
    present = list(queries.present_signals(family))
    woman = mother(family)
    form = AppraisalForm(
        request.POST if request.method == "POST" else None,
        today=today,
        name=woman.given_name if woman else "",
        has_strengths=any(signal.concept.kind == Kind.PROTECTIVE for signal in present),
    )
    looks_along = _looks_along(request, family)
    if request.method == "POST" and form.is_valid() and _weighed(request, family, form):
        messages.success(request, _("Kept. You can always weigh again."))
        return redirect("signals:appraise", family.pk)
    context = page_context(family, request.user, today, tab="appraisal")
    context |= {
        "form": form,
        "together": looks_along,
        "part": _part(request) if looks_along else "",
        "why_not": why_not(check_can_appraise, request.user, family),
    }
    phase = context["moment"].phase
    context |= _weighing(family, present, phase=phase, shielded=not looks_along)
    return render(request, "signals/appraise.html", context, status=422 if form.is_bound else 200)


def _weighed(request: SignedInRequest, family: Family, form: AppraisalForm) -> bool:
    given = dict(form.cleaned_data)
    appraisal_id, seen = given.pop("appraisal"), given.pop("seen")
    try:
        actions.appraise(
            appraisal_id,
            family,
            actions.Decision(**given),
            seen=seen,
            by=request.user,
            at=timezone.now(),
        )
    except actions.SomebodyWeighedBefore as refusal:
        # What was filled in stays on the page, next to what the other one wrote.
        form.add_error(None, str(refusal))
        return False
    return True


def _weighing(
    family: Family, present: list[Signal], *, phase: Phase, shielded: bool
) -> dict[str, Any]:
    """The balance, the facts and the history; without what is shielded on a shared screen."""
    shown = present if shielded else queries.without_shielded(present)
    domains = queries.life_domains()
    past = queries.history(family, shielded=shielded)
    current = past[0].appraisal if past else None
    return {
        "balance": queries.balance_rows(
            _domains_of(phase, domains, shown), shown, queries.discussed_domains(family)
        ),
        "good_to_know": [s for s in shown if s.concept.kind == Kind.NEUTRAL],
        "facts": queries.agreement_facts(
            family, queries.facts_from(shown, current.situation if current else ""), domains
        ),
        "history": past,
        "since": _since(past, shown),
    }


def _domains_of(phase: Phase, domains: list[LifeDomain], shown: list[Signal]) -> list[LifeDomain]:
    """Before the birth the child has no row of its own, unless something was said."""
    born = phase in (Phase.POSTPARTUM, Phase.CHILD)
    named = {signal.concept.life_domain_id for signal in shown}
    return [d for d in domains if born or d.code != Category.CHILD or d.code in named]


def _since(past: list[queries.PastAppraisal], shown: list[Signal]) -> dict[str, list[str]]:
    """What is new and what is no longer mentioned since the last time, in words."""
    if not past:
        return {}
    then = {row.concept_id: row.concept.label for row in past[0].appraisal.concepts.all()}
    now = {signal.concept_id: signal.concept.label for signal in shown}
    return {
        "new": [label for code, label in now.items() if code not in then],
        "gone": [label for code, label in then.items() if code not in now],
    }


def _looks_along(request: SignedInRequest, family: Family) -> bool:
    if request.GET.get(TOGETHER) == "1":
        together.turn(request.session, family.pk, on=True)
    return together.is_on(request.session, family.pk)


def _part(request: SignedInRequest) -> str:
    """Looking together, one part at a time: the balance, what we find, what we found before."""
    if request.method == "POST":
        return DECISION
    asked = request.GET.get("deel", "")
    return asked if asked in (DECISION, BEFORE) else BALANCE
