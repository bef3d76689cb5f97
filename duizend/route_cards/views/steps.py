"""The steps of a draft: writing one, its place, and taking it away."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.route_cards import actions, queries
from duizend.route_cards.forms.step import NEW, StepForm
from duizend.route_cards.rules import drafting
from duizend.route_cards.views.parts import edit_part, opened

PLACES = {"omhoog": -1, "omlaag": 1}


@require_GET
def new(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    """A step gets its code before it is written, so that sending it twice makes one step."""
    found = opened(request, card_draft_id)
    return redirect("route_cards:step", found.pk, f"stap-{secrets.token_hex(4)}")


@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, card_draft_id: UUID, step: str) -> HttpResponse:
    found, names = opened(request, card_draft_id), queries.names()
    now = drafting.step_of(found.content, step)
    if now is None and not step.startswith("stap-"):
        raise Http404(f"no step {step}")
    return edit_part(
        request,
        found,
        f"step:{step}",
        lambda data: StepForm(found.content, step, now or NEW, names, data),
        template="route_cards/step.html",
        context={"names": names, "step": now},
    )


@require_POST
def move(request: SignedInRequest, card_draft_id: UUID, step: str, where: str) -> HttpResponse:
    found = opened(request, card_draft_id)
    if where not in PLACES:
        raise Http404(f"no place {where}")
    actions.move_step(found, step, PLACES[where], by=request.user, at=timezone.now())
    return redirect("route_cards:draft", found.pk)


@require_POST
def remove(request: SignedInRequest, card_draft_id: UUID, step: str) -> HttpResponse:
    actions.remove_step(
        opened(request, card_draft_id),
        step,
        seen=request.POST.get("seen", ""),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The step is taken away."))
    return redirect("route_cards:draft", card_draft_id)
