"""Reading route cards: which there are, what one says as words and as a picture, its versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.pathways import actions as pathways
from duizend.pathways.models import RouteCard
from duizend.pathways.permissions import check_can_withdraw
from duizend.route_cards import queries
from duizend.route_cards.files import as_file
from duizend.route_cards.forms.whole import WithdrawForm
from duizend.route_cards.permissions import check_can_read_cards, check_can_write
from duizend.route_cards.rules import drafting
from duizend.route_cards.words import lines_of


@require_GET
def cards(request: SignedInRequest) -> HttpResponse:
    check_can_read_cards(request.user)
    listed, stopped = queries.cards(timezone.localdate())
    context = {
        "cards": listed,
        "stopped": stopped,
        "drafts": queries.open_drafts() if not why_not(check_can_write, request.user) else [],
        "why_not_write": why_not(check_can_write, request.user),
        "today": timezone.localdate(),
    }
    return render(request, "route_cards/list.html", context)


@require_GET
def card(request: SignedInRequest, card: str) -> HttpResponse:
    """The version that counts today, else the newest there is."""
    check_can_read_cards(request.user)
    row = queries.to_begin_from(card, timezone.localdate())
    if row is None:
        raise Http404(f"no card {card}")
    return _page(request, row, WithdrawForm())


@require_GET
def version(request: SignedInRequest, card: str, version: int) -> HttpResponse:
    return _page(request, _version(request, card, version), WithdrawForm())


@require_GET
def file(request: SignedInRequest, card: str, version: int) -> HttpResponse:
    row = _version(request, card, version)
    return HttpResponse(
        as_file(row.content),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="{row.code}-{row.version}.json"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
def withdraw(request: SignedInRequest, card: str, version: int) -> HttpResponse:
    row = _version(request, card, version)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    pathways.withdraw_card(row, form.cleaned_data["note"], by=request.user, at=timezone.now())
    messages.success(request, _("Withdrawn. Families that work with it keep it."))
    return redirect("route_cards:version", card, version)


def _version(request: SignedInRequest, code: str, version: int) -> RouteCard:
    check_can_read_cards(request.user)
    rows = RouteCard.objects.select_related("recorder")
    row = rows.filter(code=code, version=version).first()
    if row is None:
        raise Http404(f"no version {version} of {code}")
    return row


def _page(
    request: SignedInRequest, row: RouteCard, form: WithdrawForm, status: int = 200
) -> HttpResponse:
    today, names = timezone.localdate(), queries.names()
    content = drafting.from_card(row.content)
    versions = queries.versions_of(row.code)
    in_force, planned = queries.counting(versions, today)
    context = {
        "row": row,
        "lines": [line for line in lines_of(content, names) if not line.about],
        "steps": queries.steps_of(content, names),
        "flow": queries.flow(content, names),
        "versions": versions,
        "in_force": in_force,
        "planned": planned,
        "form": form,
        "why_not_write": why_not(check_can_write, request.user),
        "why_not_withdraw": why_not(check_can_withdraw, request.user, row, "-"),
        "open_draft": queries.open_draft_of(row.code),
        "today": today,
    }
    return render(request, "route_cards/card.html", context, status=status)
