"""The contacts of a family: what is planned, what has been, and recording it on a phone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.dutch_dates import time_in_words
from duizend.core.permissions import NotAllowed, why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.families.queries import page_context
from duizend.visits import actions, queries
from duizend.visits.forms import (
    AppointmentForm,
    CancelForm,
    MoveForm,
    ReportForm,
    now_to_the_minute,
)
from duizend.visits.models import Visit
from duizend.visits.permissions import check_can_settle, check_is_ours

VISITS_PER_PAGE = 25


@require_GET
def visits(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = _open(request, family_id)
    planned = [v for v in queries.of_family(family).filter(status="planned")]
    past = queries.of_family(family).exclude(status="planned")
    context = _context(request, family)
    context |= {
        "planned": sorted(planned, key=lambda v: v.start),
        "page": Paginator(past, VISITS_PER_PAGE).get_page(request.GET.get("page")),
        "why_not_change": why_not(check_can_change, request.user, family),
    }
    return render(request, "visits/list.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = _open(request, family_id)
    check_can_change(request.user, family)
    form = AppointmentForm(
        request.POST if request.method == "POST" else None,
        team=queries.team_of_own_organization(request.user, family),
        initial={"kind": request.GET.get("soort")},
    )
    if form.is_bound and form.is_valid():
        try:
            made = actions.plan(
                form.cleaned_data["entry"],
                family,
                form.appointment,
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contact is planned."))
            _warn(request, made)
            return redirect("visits:list", family_id=family.pk)
    return render(
        request,
        "visits/plan.html",
        _context(request, family) | {"form": form},
        status=_status(form),
    )


@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """A contact that was not planned here; the moment proposed is now."""
    family = _open(request, family_id)
    check_can_change(request.user, family)
    form, report = _record_forms(
        request, family, {"start": now_to_the_minute(timezone.localtime()), "minutes": 30}
    )
    if form.is_bound and form.is_valid() and report.is_valid():
        try:
            actions.record(
                form.cleaned_data["entry"],
                family,
                form.appointment,
                report.words,
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contact is recorded."))
            return redirect("visits:list", family_id=family.pk)
    return _record_page(request, family, form, report)


@require_http_methods(["GET", "POST"])
def visit(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> HttpResponse:
    """One contact with its reports; a POST adds a report."""
    family = _open(request, family_id)
    shown = get_object_or_404(queries.of_family(family), pk=visit_id)
    form = ReportForm(
        request.POST if request.method == "POST" else None, user=request.user, must_write=True
    )
    if form.is_bound and form.is_valid() and form.words is not None:
        try:
            actions.add_report(shown, form.words, by=request.user, at=timezone.now())
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The report is saved."))
            return redirect("visits:visit", family_id=family.pk, visit_id=shown.pk)
    context = _context(request, family)
    context |= {
        "visit": shown,
        "form": form,
        "why_not_change": why_not(check_is_ours, request.user, shown),
    }
    return render(request, "visits/visit.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
def finish(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> HttpResponse:
    family, planned = _ours(request, family_id, visit_id)
    if request.method == "GET":
        check_can_settle(request.user, planned)
    form, report = _record_forms(
        request,
        family,
        {
            "kind": planned.kind,
            "start": timezone.localtime(planned.start),
            "minutes": planned.duration,
            "practitioner": planned.practitioner_id,
            "place": planned.place,
            "with_whom": planned.with_whom,
        },
    )
    if form.is_bound and form.is_valid() and report.is_valid():
        try:
            actions.finish(
                planned, form.appointment, report.words, by=request.user, at=timezone.now()
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contact is recorded."))
            return redirect("visits:list", family_id=family.pk)
    return _record_page(request, family, form, report)


@require_POST
def miss(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> HttpResponse:
    family, planned = _planned(request, family_id, visit_id)
    actions.miss(planned, by=request.user, at=timezone.now())
    messages.success(request, _("Recorded: nobody was there. Plan a new contact when it suits."))
    return redirect("visits:list", family_id=family.pk)


@require_http_methods(["GET", "POST"])
def reschedule(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> HttpResponse:
    family, planned = _planned(request, family_id, visit_id)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        initial={"start": timezone.localtime(planned.start)},
    )
    if form.is_bound and form.is_valid():
        try:
            moved = actions.reschedule(
                planned,
                form.cleaned_data["start"],
                form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contact is moved."))
            _warn(request, moved)
            return redirect("visits:list", family_id=family.pk)
    context = _context(request, family) | {"form": form, "visit": planned}
    return render(request, "visits/reschedule.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> HttpResponse:
    family, planned = _planned(request, family_id, visit_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.cancel(planned, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contact is cancelled."))
            return redirect("visits:list", family_id=family.pk)
    context = _context(request, family) | {"form": form, "visit": planned}
    return render(request, "visits/cancel.html", context, status=_status(form))


def _open(request: SignedInRequest, family_id: UUID) -> Family:
    """Every page here shows contacts; that is what the log says was read."""
    return open_family(family_id, by=request.user, at=timezone.now(), purpose="visits.list")


def _planned(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> tuple[Family, Visit]:
    family, found = _ours(request, family_id, visit_id)
    check_can_settle(request.user, found)
    return family, found


def _ours(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> tuple[Family, Visit]:
    family = _open(request, family_id)
    found = get_object_or_404(Visit.objects.filter(family=family), pk=visit_id)
    found.family = family
    check_is_ours(request.user, found)
    return family, found


def _record_forms(
    request: SignedInRequest, family: Family, initial: dict[str, Any]
) -> tuple[AppointmentForm, ReportForm]:
    posted = request.POST if request.method == "POST" else None
    team = queries.team_of_own_organization(request.user, family)
    return (
        AppointmentForm(posted, team=team, initial=initial),
        ReportForm(posted, user=request.user),
    )


def _record_page(
    request: SignedInRequest, family: Family, form: AppointmentForm, report: ReportForm
) -> HttpResponse:
    context = _context(request, family) | {"form": form, "report": report}
    wrong = _status(form) if form.errors else _status(report)
    return render(request, "visits/record.html", context, status=wrong)


def _context(request: SignedInRequest, family: Family) -> dict[str, Any]:
    return page_context(family, request.user, timezone.localdate(), tab="visits")


def _warn(request: SignedInRequest, planned: Visit) -> None:
    """Say so when it collides with another contact; people know best what can be done."""
    for other in queries.colliding(planned):
        messages.warning(
            request,
            _("At the same time %(name)s has a contact at %(time)s with %(family)s.")
            % {
                "name": planned.practitioner.full_name,
                "time": time_in_words(other.start),
                "family": other.family.name,
            },
        )


def _status(form: AppointmentForm | ReportForm | MoveForm | CancelForm) -> int:
    """422 when something must be corrected, so that programs see it too."""
    return 422 if form.is_bound and form.errors else 200
