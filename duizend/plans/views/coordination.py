"""Asking somebody to coordinate, answering, and putting away what one was told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.plans import actions, queries
from duizend.plans.forms import ProposeForm, ReasonForm
from duizend.plans.models import Coordination, Notice
from duizend.plans.permissions import check_can_answer, check_can_take_back
from duizend.plans.rules import USUAL_COORDINATORS, is_usual_coordinator
from duizend.plans.views.frame import back_to_plan, open_plan, page, posted, source_words


@require_http_methods(["GET", "POST"])
def propose(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    check_can_change(request.user, family)
    people = queries.may_be_asked(family)
    phase = queries.phase_for_coordination(family, request.user, timezone.localdate())
    unusual = {p.pk for p in people if phase and not is_usual_coordinator(p.role, phase)}
    facts = USUAL_COORDINATORS[phase] if phase else None
    form = ProposeForm(posted(request), people=people, unusual=unusual)
    if form.is_bound and form.is_valid():
        asked = form.people[form.cleaned_data["practitioner"]]
        try:
            actions.propose(family, asked, by=request.user, at=timezone.now())
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_what_happened(request, asked.full_name, is_me=asked.pk == request.user.pk)
            return back_to_plan(family)
    coordination, proposal = queries.coordination_now(family.pk)
    return page(
        request,
        family,
        "propose",
        form,
        people=people,
        source_words=source_words(facts.source, facts.year) if facts else "",
        coordination=coordination,
        proposal=proposal,
        may_take_back=proposal is not None
        and not why_not(check_can_take_back, request.user, proposal),
    )


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, family_id: UUID, coordination_id: UUID) -> HttpResponse:
    """Yes with one press; no with a few words."""
    family = open_plan(request, family_id)
    proposal = _proposal(family, coordination_id)
    if request.method == "POST" and "accept" in request.POST:
        actions.accept(proposal, by=request.user, at=timezone.now())
        messages.success(request, _("You now coordinate. The whole team sees it."))
        return back_to_plan(family)
    check_can_answer(request.user, proposal)
    form = ReasonForm(posted(request))
    if form.is_bound and form.is_valid():
        actions.decline(proposal, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        messages.success(request, _("You said no. Who asked you is told."))
        return back_to_plan(family)
    return page(
        request,
        family,
        "answer",
        form,
        proposal=proposal,
        coordination=queries.current_coordination(family.pk),
    )


@require_POST
def take_back(request: SignedInRequest, family_id: UUID, coordination_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    actions.take_back(_proposal(family, coordination_id), by=request.user, at=timezone.now())
    messages.success(request, _("The proposal is taken back."))
    return back_to_plan(family)


@require_POST
def read(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Put a notice away; row-level security shows only one's own."""
    notice = get_object_or_404(Notice.objects.filter(to=request.user), pk=notice_id)
    actions.mark_read(notice, by=request.user, at=timezone.now())
    return redirect("/")


def _proposal(family: Family, coordination_id: UUID) -> Coordination:
    found = get_object_or_404(
        Coordination.objects.filter(family=family).select_related(
            "practitioner__organization", "recorder"
        ),
        pk=coordination_id,
    )
    found.family = family
    return found


def _say_what_happened(request: SignedInRequest, name: str, *, is_me: bool) -> None:
    if is_me:
        messages.success(request, _("You now coordinate. The whole team sees it."))
    else:
        messages.success(
            request, _("%(name)s is asked. It counts when the answer is yes.") % {"name": name}
        )
