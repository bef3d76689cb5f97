"""For youth health care: choosing a day, recording how it went, a word back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.families.models import Family
from duizend.prenatal import actions, queries
from duizend.prenatal.forms import MeetingForm
from duizend.prenatal.models import HomeVisit
from duizend.prenatal.permissions import check_can_be_at, check_was_at
from duizend.prenatal.views.page import held_form, opened, page, tell_form
from duizend.referrals.models import Referral
from duizend.visits.queries import team_of_own_organization


@require_POST
def plan(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, asked = _asked(request, family_id)
    team = team_of_own_organization(request.user, family)
    form = MeetingForm(request.POST, team=team, auto_id="plannen_%s")
    if not form.is_valid():
        return page(request, family, plan_form=form)
    entry, now = form.cleaned_data["entry"], timezone.now()
    due = queries.told_due_date(asked)
    if wrong := why_not(check_can_be_at, form.cleaned_data["start"], due, timezone.localtime(now)):
        form.add_error("start", wrong)
        return page(request, family, plan_form=form)
    actions.plan(asked, entry, form.appointment, by=request.user, at=now)
    messages.success(request, _("Planned. It stands in your day, and the referrer reads the day."))
    return _back(family)


@require_POST
def held(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, asked = _asked(request, family_id)
    planned = _planned(asked)
    team = team_of_own_organization(request.user, family)
    form = held_form(planned, team, request.POST)
    if not form.is_valid():
        return page(request, family, held_form=form)
    now = timezone.now()
    if wrong := why_not(check_was_at, form.cleaned_data["start"], now):
        form.add_error("start", wrong)
        return page(request, family, held_form=form)
    actions.held(asked, planned.visit, form.appointment, by=request.user, at=now)
    messages.success(request, _("Recorded. Now a word to the referrer."))
    return _back(family)


@require_POST
def missed(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, asked = _asked(request, family_id)
    actions.missed(asked, _planned(asked).visit, by=request.user, at=timezone.now())
    messages.success(request, _("Recorded. It stands against nobody; choose another day together."))
    return _back(family)


@require_POST
def tell_back(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, asked = _asked(request, family_id)
    form = tell_form(request, asked, request.POST)
    if not form.is_valid():
        return page(request, family, tell_form=form)
    filled = form.cleaned_data
    actions.tell_back(
        asked,
        filled["text"],
        filled["category"],
        ready=filled["ready"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The referrer can read it now."))
    return _back(family)


@require_POST
def stop(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, asked = _asked(request, family_id)
    actions.stop(asked, by=request.user, at=timezone.now())
    messages.success(request, _("Closed. The referrer reads only that there will be no visit now."))
    return _back(family)


def _asked(request: SignedInRequest, family_id: UUID) -> tuple[Family, Referral]:
    """The request to my organisation; without one there is nothing here to do."""
    family = opened(request, family_id)
    found = queries.request_of(family, request.user)
    if found is None:
        raise Http404("no request for a visit")
    return family, found


def _planned(asked: Referral) -> HomeVisit:
    found = queries.planned(asked)
    if found is None:
        raise Http404("no visit is planned")
    return found


def _back(family: Family) -> HttpResponse:
    return redirect("prenatal:home_visit", family_id=family.pk)
