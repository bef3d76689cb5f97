"""The signals of a family: what is there, adding one quickly, saying it is no longer so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.families.queries import page_context
from duizend.signals import actions, queries
from duizend.signals.forms import EndForm, QuickSignalForm, SearchForm
from duizend.signals.models import LifeDomain, Signal
from duizend.signals.rules.codes import Kind

ICONS = {
    "pregnancy": "heart",
    "money": "money",
    "housing": "home",
    "network": "family",
    "parenting": "person",
    "child": "baby",
    "safety": "lock",
}
MOST_PAST = 100
STRENGTHS_FIRST = {Kind.PROTECTIVE: 0, Kind.RISK: 1, Kind.NEUTRAL: 2}


@dataclass(frozen=True)
class ShownSignal:
    """A signal; with the form to correct it for the organisation that recorded it."""

    signal: Signal
    end_form: EndForm | None


@dataclass(frozen=True)
class DomainSignals:
    """A life domain with what is present in it, strengths first."""

    domain: LifeDomain
    signals: list[ShownSignal]

    @property
    def kind(self) -> str:
        return "shielded" if self.domain.restricted else "plain"


@require_GET
def signals(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="signals.list")
    present = list(queries.present_signals(family))
    discussed = queries.discussed_domains(family)
    domains = queries.life_domains()
    groups = [DomainSignals(d, _shown(present, d, request.user.organization_id)) for d in domains]
    named = {group.domain.code for group in groups if group.signals}
    context = _page(request, family) | {
        "domains": [group for group in groups if group.signals],
        "quiet": [d for d in domains if d.code in discussed and d.code not in named],
        "past": list(queries.past_signals(family)[:MOST_PAST]),
        "why_not_change": why_not(check_can_change, request.user, family),
    }
    return render(request, "signals/list.html", context)


def _shown(present: list[Signal], domain: LifeDomain, organization_id: int) -> list[ShownSignal]:
    # What is shielded stands with what is shielded, whatever it is about.
    here = [signal for signal in present if signal.category == domain.code]
    return [
        ShownSignal(
            signal,
            EndForm(auto_id=f"{signal.pk}-%s")
            if signal.recorder_organization_id == organization_id
            else None,
        )
        for signal in sorted(here, key=lambda signal: STRENGTHS_FIRST[Kind(signal.concept.kind)])
    ]


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """A quick signal: choose a life domain or search, choose what, save."""
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="signals.add")
    wanted = request.GET.get("leefgebied", "")
    text = request.GET.get("zoek", "").strip()[:60]
    concepts = []
    if text:
        concepts = list(queries.matching_concepts(request.user, text))
    elif wanted:
        concepts = list(queries.concepts_for(request.user).filter(life_domain_id=wanted[:20]))
    form = QuickSignalForm(concepts, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.add(
            given["signal"],
            family,
            given["concept"],
            note=given["note"],
            contact=given["contact"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Kept: %(what)s.") % {"what": given["concept"].label})
        return redirect("signals:list", family_id=family.pk)
    domains = [
        domain
        for domain in queries.life_domains()
        if request.user.sees_restricted or not domain.restricted
    ]
    here = reverse("signals:add", args=[family.pk])
    context = _page(request, family) | {
        "form": form,
        "concepts": concepts,
        "search": SearchForm(initial={"zoek": text}),
        "doors": [(d, f"{here}?leefgebied={d.code}", ICONS.get(d.code, "dot")) for d in domains],
        "add_url": here,
        "chosen": next((domain for domain in domains if domain.code == wanted), None),
        "text": text,
        "why_not": why_not(check_can_change, request.user, family),
    }
    return render(request, "signals/add.html", context, status=422 if form.is_bound else 200)


@require_POST
def resolve(request: SignedInRequest, family_id: UUID, signal_id: UUID) -> HttpResponse:
    signal = _signal(request, family_id, signal_id, "signals.resolve")
    actions.resolve(signal, by=request.user, at=timezone.now())
    messages.success(request, _("Kept: this is no longer so."))
    return redirect("signals:list", family_id=family_id)


@require_POST
def enter_in_error(request: SignedInRequest, family_id: UUID, signal_id: UUID) -> HttpResponse:
    signal = _signal(request, family_id, signal_id, "signals.enter_in_error")
    form = EndForm(request.POST)
    if form.is_valid():
        actions.enter_in_error(
            signal, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("Corrected. The signal no longer counts."))
    else:
        messages.error(request, _("Say what was wrong with this signal."))
    return redirect("signals:list", family_id=family_id)


def _signal(request: SignedInRequest, family_id: UUID, signal_id: UUID, purpose: str) -> Signal:
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose=purpose)
    return get_object_or_404(Signal, family=family, pk=signal_id)


def _page(request: SignedInRequest, family: Family) -> dict[str, Any]:
    return page_context(family, request.user, timezone.localdate(), tab="signals")
