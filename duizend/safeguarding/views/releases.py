"""Showing steps outside the vault, and the page on which family and team read them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from duizend.access.http import SignedInRequest
from duizend.safeguarding import actions, queries
from duizend.safeguarding.forms import ReasonForm, ReleaseForm
from duizend.safeguarding.permissions import check_can_release, check_keeps
from duizend.safeguarding.rules import steps_done
from duizend.safeguarding.views.frame import open_case, page, quiet
from duizend.safeguarding.views.steps_shown import steps_shown, who_wrote

MOST_READINGS = 50


@require_http_methods(["GET", "POST"])
@quiet
def release(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    opened = open_case(request, case_id)
    check_can_release(request.user, opened, queries.subject_of(opened))
    entries = queries.entries_of(opened)
    form = ReleaseForm(request.POST if request.method == "POST" else None, done=steps_done(entries))
    if form.is_bound and form.is_valid():
        made = actions.release(
            form.cleaned_data["entry"],
            opened,
            form.cleaned_data["steps"],
            form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return redirect("safeguarding:released", release_id=made.pk)
    return page(request, "release", opened, form)


@require_http_methods(["GET", "POST"])
@quiet
def take_back(request: SignedInRequest, release_id: UUID) -> HttpResponse:
    asked = queries.release_for(request.user, release_id)
    opened = open_case(request, asked.case_id)
    check_keeps(request.user, opened)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.take_back(asked, reason, by=request.user, at=timezone.now())
        messages.success(request, _("Only you three read it again."))
        return redirect("safeguarding:case", case_id=opened.pk)
    return page(request, "take_back", opened, form, release=asked)


@require_GET
@quiet
def released(request: SignedInRequest, release_id: UUID) -> HttpResponse:
    """What was let out, for the team and to read together with the family."""
    shown = queries.release_for(request.user, release_id)
    actions.read_release(shown, by=request.user, at=timezone.now())
    content = queries.shown_by(shown)
    steps = steps_shown(content.entries, who_wrote(content.entries))
    context = {
        "release": shown,
        "name": content.name,
        "steps": [one for one in steps if one.entries],
        "readings": queries.readings_of(shown)[:MOST_READINGS],
        "together": True,  # so the way to the vault is left out
    }
    return render(request, "safeguarding/released.html", context)
