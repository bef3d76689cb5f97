"""The route of a family: what is proposed and why, and what people make of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.directory.models import Offer
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.permissions import check_is_open
from duizend.families.queries import page_context
from duizend.pathways import actions, queries, route_page
from duizend.pathways.actions import StepKey
from duizend.pathways.forms import AcceptForm, AdaptForm, DeclineForm
from duizend.pathways.permissions import check_can_decide


def opened(request: SignedInRequest, family_id: UUID, page: str) -> Family:
    return open_family(family_id, by=request.user, at=timezone.now(), purpose=f"pathways.{page}")


@require_GET
def route(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    return _page(request, opened(request, family_id, "route"))


@require_POST
def accept(
    request: SignedInRequest, family_id: UUID, card: str, version: int, step: str
) -> HttpResponse:
    family = opened(request, family_id, "route")
    proposal = actions.accept(
        family,
        StepKey(card, version, step),
        offer=_offer(request.POST.get("offer", "")),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Chosen: %(action)s.") % {"action": proposal.step["action"]})
    return _back(family, card, step)


@require_http_methods(["GET", "POST"])
def adapt(
    request: SignedInRequest, family_id: UUID, card: str, version: int, step: str
) -> HttpResponse:
    """Otherwise than proposed, or not at all."""
    family = opened(request, family_id, "route")
    key = StepKey(card, version, step)
    found = _step(request, family, key)
    form = _adapt_form(family, found, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _step_page(request, family, key, found, form, DeclineForm())
    actions.adapt(
        family,
        key,
        offer=_offer(form.cleaned_data["offer"]),
        due_on=form.cleaned_data["due_on"],
        note=form.cleaned_data["note"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Chosen, as you adapted it."))
    return _back(family, card, step)


@require_POST
def decline(
    request: SignedInRequest, family_id: UUID, card: str, version: int, step: str
) -> HttpResponse:
    family = opened(request, family_id, "route")
    key = StepKey(card, version, step)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        found = _step(request, family, key)
        return _step_page(request, family, key, found, _adapt_form(family, found), form)
    actions.decline(family, key, form.cleaned_data["reason"], by=request.user, at=timezone.now())
    messages.success(request, _("Set aside. It stays here with your reason."))
    return _back(family, card, step)


@require_POST
def reconsider(request: SignedInRequest, family_id: UUID, proposal_id: UUID) -> HttpResponse:
    family = opened(request, family_id, "route")
    proposal = get_object_or_404(queries.proposals(family), pk=proposal_id)
    actions.reconsider(proposal, by=request.user, at=timezone.now())
    return _back(family, proposal.card.code, proposal.step_code)


def _page(request: SignedInRequest, family: Family) -> HttpResponse:
    today = timezone.localdate()
    found = route_page.route(family, request.user, today)
    # One card stands open: the only one, or the one that was asked for or decided on.
    only = found.applies[0].card.code if len(found.applies) == 1 else ""
    opened = request.GET.get("kaart", only)
    context: dict[str, Any] = {
        **page_context(family, request.user, today, tab="route"),
        "cards": [
            (one, [(step, _accept_form(one, step)) for step in one.steps], one.card.code == opened)
            for one in found.applies
        ],
        "almost": found.almost,
        "due_date_is_past": found.due_date_is_past,
        "unmet": queries.unmet_needs(family),
        "why_not_decide": why_not(check_is_open, family),
        "own_organization_id": request.user.organization_id,
    }
    return render(request, "pathways/route.html", context)


def _accept_form(found: route_page.CardOnPage, step: route_page.StepOnPage) -> AcceptForm:
    """Its fields are named after the step: there are many on a page."""
    return AcceptForm(offers=step.offers, auto_id=f"{found.card.code}-{step.step.code}-%s")


def _step_page(
    request: SignedInRequest,
    family: Family,
    key: StepKey,
    found: route_page.StepOnPage,
    form: AdaptForm,
    decline_form: DeclineForm,
) -> HttpResponse:
    context = {
        **page_context(family, request.user, timezone.localdate(), tab="route"),
        "form": form,
        "decline_form": decline_form,
        "found": found,
        "key": key,
        "why_not_decide": why_not(check_can_decide, request.user, family),
    }
    return render(request, "pathways/adapt.html", context)


def _step(request: SignedInRequest, family: Family, key: StepKey) -> route_page.StepOnPage:
    found = route_page.step_on_page(
        family, request.user, timezone.localdate(), key.card, key.version, key.step
    )
    if found is None:
        raise Http404(f"no step {key.step}")
    return found


def _adapt_form(
    family: Family, found: route_page.StepOnPage, data: QueryDict | None = None
) -> AdaptForm:
    others = [o for o in queries.offers_on_the_menu(family) if o not in found.offers]
    return AdaptForm(data, proposed=found.offers, others=others, initial=_as_decided(found))


def _offer(code: str) -> Offer | None:
    """The offer with this code; None for nothing, or for something that is not on the menu."""
    return Offer.objects.on_the_menu().filter(code=code[:60]).first() if code else None


def _as_decided(found: route_page.StepOnPage) -> dict[str, Any]:
    if found.proposal is not None and found.proposal.is_agreed:
        chosen = found.proposal.offer
        return {
            "offer": chosen.code if chosen else "",
            "due_on": found.proposal.due_on,
            "note": found.proposal.note,
        }
    first = found.offers[0].code if found.offers else ""
    return {"offer": first, "due_on": found.due_on}


def _back(family: Family, card: str, step: str) -> HttpResponse:
    """Back to the same step, with its card open."""
    route = reverse("pathways:route", args=[family.pk])
    return redirect(f"{route}?{urlencode({'kaart': card})}#{card}-{step}")
