"""Trying a card out on invented families; nothing that is filled in is kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.pathways.models import RouteCard
from duizend.route_cards import queries
from duizend.route_cards.forms.trying import OwnSituation
from duizend.route_cards.permissions import check_can_read_cards
from duizend.route_cards.rules import drafting
from duizend.route_cards.rules.drafting import Content
from duizend.route_cards.trying import USUAL, Example, examples, try_out
from duizend.route_cards.views.parts import opened


@require_GET
def draft(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    found = opened(request, card_draft_id)
    return _page(request, found.content, {"draft": found})


@require_GET
def version(request: SignedInRequest, card: str, version: int) -> HttpResponse:
    check_can_read_cards(request.user)
    row = get_object_or_404(RouteCard, code=card, version=version)
    return _page(request, drafting.from_card(row.content), {"row": row})


def _page(request: SignedInRequest, content: Content, context: dict[str, Any]) -> HttpResponse:
    names, today = queries.names(), timezone.localdate()
    wanted = set(request.GET.getlist("gezin"))
    own = OwnSituation(names, request.GET if "municipality" in request.GET else None)
    chosen = [one for one in examples() if one.code in wanted]
    if own.is_bound and own.is_valid():
        row = own.row()
        chosen.append(Example("eigen", _("The situation that you made"), "", row))
    chosen = chosen or list(examples()[:USUAL])
    context |= {
        "name": content["name"],
        "examples": [(one, one in chosen) for one in examples()],
        "tried": try_out(content, chosen, names, today),
        "own": own,
        "today": today,
    }
    status = 422 if own.errors else 200
    return render(request, "route_cards/try.html", context, status=status)
