"""Suggesting a change, and deciding about it; for who is signed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.directory import actions, queries
from duizend.directory.corrections import CorrectionForm, DecisionForm
from duizend.directory.models import Offer, Suggestion
from duizend.directory.permissions import (
    check_can_decide,
    check_can_read_suggestion,
    check_can_suggest,
    keeps,
)

PER_PAGE = 40


@require_http_methods(["GET", "POST"])
def suggest(request: SignedInRequest, code: str) -> HttpResponse:
    """What is different from what the menu says."""
    offer = _offer(code)
    check_can_suggest(request.user, offer)
    form = CorrectionForm(request.POST if request.method == "POST" else None, offer=offer)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sent = actions.suggest(
                offer,
                form.changes,
                given["remark"],
                key=given["id"],
                by=request.user,
                at=timezone.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _told(sent))
            return redirect(offer)
    context = {"form": form, "offer": offer, "keeps": keeps(request.user, offer.organization_id)}
    return render(request, "directory/suggest.html", context, status=422 if form.errors else 200)


def _told(sent: Suggestion) -> str:
    if sent.state == Suggestion.State.ACCEPTED:
        return _("The offer is changed, and counts as checked today.")
    return _("Thank you. Your suggestion waits for who offers this, or for the coalition.")


@require_POST
def confirm(request: SignedInRequest, code: str) -> HttpResponse:
    offer = _offer(code)
    actions.confirm(offer, by=request.user, at=timezone.now())
    messages.success(request, _("This offer counts as checked today."))
    return redirect(offer)


@require_GET
def suggestions(request: SignedInRequest) -> HttpResponse:
    """What waits for me to decide, and what I suggested myself."""
    waiting = Paginator(queries.suggestions(request.user), PER_PAGE)
    context = {
        "page": waiting.get_page(request.GET.get("page")),
        "mine": queries.suggestions_by(request.user)[:PER_PAGE],
    }
    return render(request, "directory/suggestions.html", context)


@require_http_methods(["GET", "POST"])
def suggestion(request: SignedInRequest, suggestion_id: UUID) -> HttpResponse:
    """One suggestion beside what stands there now; and the decision."""
    found = queries.suggestion(suggestion_id)
    if found is None:
        raise Http404
    check_can_read_suggestion(request.user, found)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, found, form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        except NotAllowed as refused:
            check_can_decide(request.user, found)
            form.add_error("reason", str(refused))
    context: dict[str, Any] = {
        "suggestion": found,
        "differences": queries.differences(found),
        "form": form,
        "why_not": why_not(check_can_decide, request.user, found),
    }
    status = 422 if form.errors else 200
    return render(request, "directory/suggestion.html", context, status=status)


def _decided(request: SignedInRequest, found: Suggestion, reason: str) -> HttpResponse:
    if request.POST.get("deed") == "accept":
        actions.accept(found, by=request.user, at=timezone.now())
        messages.success(request, _("The offer is changed, and counts as checked today."))
    else:
        actions.decline(found, reason, by=request.user, at=timezone.now())
        messages.success(request, _("Nothing is changed. Who suggested it can read why."))
    return redirect("directory:suggestions")


def _offer(code: str) -> Offer:
    found = queries.offer(code)
    if found is None:
        raise Http404
    return found
