"""Outcomes of licensed instruments: which there are, adding one, one with its PDF, a mistake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.families.queries import page_context
from duizend.instruments import actions, queries
from duizend.instruments.forms import ErrorForm, OutcomeForm
from duizend.instruments.models import Document, Result
from duizend.instruments.permissions import check_can_correct, check_can_record

PER_PAGE = 25


@require_GET
def results(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = _open(request, family_id, "instruments.list")
    context = _context(request, family)
    context |= {
        "page": Paginator(queries.of_family(family), PER_PAGE).get_page(request.GET.get("page")),
        "slots": queries.slots_for(request.user),
        "why_not": why_not(check_can_change, request.user, family),
    }
    return render(request, "instruments/list.html", context)


@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, family_id: UUID, code: str) -> HttpResponse:
    family = _open(request, family_id, "instruments.list")
    slot = get_object_or_404(queries.slots_for(request.user), code=code)
    check_can_record(request.user, family, slot)
    form = OutcomeForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        slot=slot,
        by=request.user,
        today=timezone.localdate(),
    )
    if form.is_bound and form.is_valid():
        try:
            kept = actions.record(
                form.entry_id, family, slot, form.outcome, by=request.user, at=timezone.now()
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The outcome is kept."))
            if form.outcome.asks_today:
                return redirect("flags:list", family.pk)
            return redirect("instruments:result", family.pk, kept.pk)
    context = _context(request, family) | {"form": form, "slot": slot}
    return render(request, "instruments/record.html", context, status=_status(form))


@require_GET
def result(request: SignedInRequest, family_id: UUID, result_id: UUID) -> HttpResponse:
    family, shown = _result(request, family_id, result_id)
    context = _context(request, family)
    context |= {
        "result": shown,
        "document": queries.document_of(shown),
        "why_not_correct": why_not(check_can_correct, request.user, shown),
    }
    return render(request, "instruments/result.html", context)


@require_GET
def document(request: SignedInRequest, family_id: UUID, result_id: UUID) -> HttpResponse:
    """The PDF, to be saved and never shown inside a page of ours."""
    _family, shown = _result(request, family_id, result_id)
    try:
        content = actions.read_document(shown, by=request.user, at=timezone.now())
    except Document.DoesNotExist as missing:
        raise Http404(f"no document of {result_id}") from missing
    name = f"{shown.slot_id}-{shown.done_on:%Y-%m-%d}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
            "Cache-Control": "no-store",
        },
    )


@require_http_methods(["GET", "POST"])
def enter_in_error(request: SignedInRequest, family_id: UUID, result_id: UUID) -> HttpResponse:
    family, shown = _result(request, family_id, result_id)
    check_can_correct(request.user, shown)
    form = ErrorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.enter_in_error(
            shown, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("Marked as a mistake. It can still be read."))
        return redirect("instruments:result", family.pk, shown.pk)
    context = _context(request, family) | {"form": form, "result": shown}
    return render(request, "instruments/in_error.html", context, status=_status(form))


def _open(request: SignedInRequest, family_id: UUID, purpose: str) -> Family:
    return open_family(family_id, by=request.user, at=timezone.now(), purpose=purpose)


def _result(request: SignedInRequest, family_id: UUID, result_id: UUID) -> tuple[Family, Result]:
    family = _open(request, family_id, "instruments.result")
    found = get_object_or_404(queries.of_family(family).select_related("family"), pk=result_id)
    return family, found


def _context(request: SignedInRequest, family: Family) -> dict[str, Any]:
    return page_context(family, request.user, timezone.localdate(), tab="signals")


def _status(form: OutcomeForm | ErrorForm) -> int:
    """422 when something must be corrected, so that programs see it too."""
    return 422 if form.is_bound and form.errors else 200
