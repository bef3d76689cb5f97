"""Her answer, in one tap."""

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
from duizend.prenatal.forms import LATER, NO, YES
from duizend.prenatal.permissions import check_talks_again
from duizend.prenatal.views.page import answer_form, opened, page


@require_POST
def answer(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, now = opened(request, family_id), timezone.now()
    form = answer_form(request, family, request.POST)
    if not form.offers or form.answer not in (YES, NO, LATER):
        raise Http404("nobody is asked anything here")
    # A no is never held up, whatever else was filled in.
    if not form.is_valid() and form.answer != NO:
        return page(request, family, answer_form=form)
    if form.answer == NO:
        actions.decline(family, form.offer.organization, by=request.user, at=now)
        messages.success(
            request, _("Recorded. Saying no is always fine; nothing changes in the care.")
        )
        return _back(family)
    filled = form.cleaned_data
    if form.answer == LATER:
        if wrong := why_not(check_talks_again, filled["again_on"], timezone.localdate(now)):
            form.add_error("again_on", wrong)
            return page(request, family, answer_form=form)
        actions.think(family, filled["explained"], filled["again_on"], by=request.user, at=now)
        messages.success(request, _("Kept, for your own organisation only. She takes her time."))
        return _back(family)
    yes = actions.Yes(form.offer, filled["explained"], filled["request"], filled.get("also", ()))
    actions.agree(family, yes, referral_id=filled["id"], by=request.user, at=now)
    messages.success(
        request, _("Asked, straight of youth health care. Here you see how far it is.")
    )
    return _back(family)


@require_POST
def withdraw(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """She does not want it after all, before anybody took it."""
    family = opened(request, family_id)
    running = queries.own_request(family, request.user)
    if running is None:
        raise Http404("nothing to take back")
    actions.decline(family, running.performer, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. Nothing changes in the care."))
    return _back(family)


def _back(family: Family) -> HttpResponse:
    return redirect("prenatal:home_visit", family_id=family.pk)
