"""What stays silent: for the process director, for the region, and for the referrer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from duizend.access import audit
from duizend.access.http import SignedInRequest
from duizend.core.content import cited
from duizend.core.permissions import NotAllowed
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import page_context
from duizend.follow_up import actions, queries, words
from duizend.follow_up.forms import CallForm, LadderForm, NextStepForm, NoteForm
from duizend.follow_up.models import CHOICE_LABELS, NextStep
from duizend.follow_up.permissions import (
    check_can_call,
    check_can_look,
    check_directs,
    check_reads_figures,
    check_sees_ladder,
)
from duizend.follow_up.rules.calling import SOURCE
from duizend.follow_up.rules.next_steps import Choice, choices
from duizend.referrals.models import Referral
from duizend.referrals.queries import for_sender

FORM = ["GET", "POST"]


@require_GET
def silent(request: SignedInRequest) -> HttpResponse:
    """Which questions between organisations stay without an answer. No family, no name."""
    check_directs(request.user)
    today = timezone.localdate()
    found = queries.silent_questions()
    notes = queries.notes_of(one.id for one in found)
    rows = [words.silent_row(one, notes.get(one.id, []), today) for one in found]
    audit.record("follow_up.silent", by=request.user, at=timezone.now())
    context = {
        "open": [row for row in rows if not row.agreed],
        "agreed": [row for row in rows if row.agreed],
        "today": today,
    }
    return render(request, "follow_up/silent.html", context)


@require_http_methods(FORM)
def question(request: SignedInRequest, silent_id: UUID) -> HttpResponse:
    """One silent question: whom to call, what was said before, and what is agreed."""
    check_directs(request.user)
    today, now = timezone.localdate(), timezone.now()
    found = next((one for one in queries.silent_questions() if one.id == silent_id), None)
    if found is None:
        raise Http404(f"no question {silent_id}")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.note(
                given["id"],
                silent_id,
                given["words"],
                given["kind"],
                given["by_when"],
                by=request.user,
                at=now,
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Both organisations can read it."))
            return redirect("follow_up:question", silent_id=silent_id)
    audit.record("follow_up.silent", by=request.user, at=now)
    notes = queries.notes_of([silent_id]).get(silent_id, [])
    context = {"row": words.silent_row(found, notes, today), "form": form, "today": today}
    return render(request, "follow_up/question.html", context, status=_status(form))


@require_GET
def figures(request: SignedInRequest) -> HttpResponse:
    """How long each step takes; of the region, or of the own organisation."""
    check_reads_figures(request.user)
    return render(request, "follow_up/figures.html", {"figures": queries.figures()})


@require_http_methods(FORM)
def ladder(request: SignedInRequest) -> HttpResponse:
    """What the coalition agreed on: who hears after how many working days."""
    check_sees_ladder(request.user)
    form = LadderForm(request.POST or None, days=queries.ladder())
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_ladder(
                form.cleaned_data["id"], form.days, by=request.user, at=timezone.now()
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It holds from the next morning on."))
            return redirect("follow_up:ladder")
    return render(request, "follow_up/ladder.html", {"form": form}, status=_status(form))


@require_http_methods(FORM)
def what_now(request: SignedInRequest, family_id: UUID, referral_id: UUID) -> HttpResponse:
    """Help did not come about: what do the family and the referrer want now?"""
    family, referral, today = _asked(request, family_id, referral_id, "what_now")
    why = queries.of_referral(referral, today).why
    offered = choices(why) if why else tuple(Choice)
    form = NextStepForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        given, at = form.cleaned_data, timezone.now()
        try:
            step = actions.choose(
                given["id"], referral, given["choice"], given["on"], by=request.user, at=at
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Kept: %(choice)s.") % {"choice": CHOICE_LABELS[step.choice]}
            )
            return redirect(_after(step, family, referral))
    context = {
        **page_context(family, request.user, today, tab="referrals"),
        "referral": referral,
        "why": words.why(referral, why),
        "chosen": words.chosen(queries.chosen_last(referral), today),
        "form": form,
        "today": today,
    }
    return render(request, "follow_up/what_now.html", context, status=_status(form))


@require_http_methods(FORM)
def call(request: SignedInRequest, family_id: UUID, referral_id: UUID) -> HttpResponse:
    """After a week: call whether contact has come about, and keep what was heard."""
    family, referral, today = _asked(request, family_id, referral_id, "call")
    check_can_call(request.user, referral)
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.call(given["id"], referral, given["heard"], by=request.user, at=timezone.now())
        messages.success(request, _("Kept. It stands in the history of this question."))
        return redirect("referrals:detail", family_id=family.pk, referral_id=referral.pk)
    context = {
        **page_context(family, request.user, today, tab="referrals"),
        "referral": referral,
        "form": form,
        "source": cited([{"ref": SOURCE, "year": None}])[0],
        "today": today,
    }
    return render(request, "follow_up/call.html", context, status=_status(form))


@require_http_methods(FORM)
def settle(request: SignedInRequest, family_id: UUID, talk_id: UUID) -> HttpResponse:
    """For who coordinates: talk with the family about what help fits, and say that it was held."""
    now = timezone.now()
    family = open_family(family_id, by=request.user, at=now, purpose="follow_up.talk")
    step = NextStep.objects.filter(pk=talk_id, family=family).select_related("recorder").first()
    if step is None:
        raise Http404(f"no step {talk_id}")
    if request.method == "POST":
        actions.settle(step, by=request.user, at=now)
        messages.success(request, _("Kept. Who referred hears that you talked."))
        return redirect("plans:plan", family_id=family.pk)
    today = timezone.localdate(now)
    context = {**page_context(family, request.user, today, tab="referrals"), "step": step}
    return render(request, "follow_up/talk.html", context)


def _asked(
    request: SignedInRequest, family_id: UUID, referral_id: UUID, page: str
) -> tuple[Family, Referral, date]:
    """A question of one's own organisation for this family; for others it does not exist."""
    now = timezone.now()
    family = open_family(family_id, by=request.user, at=now, purpose=f"follow_up.{page}")
    referral = for_sender(referral_id, family)
    if referral is None:
        raise Http404(f"no referral {referral_id}")
    check_can_look(request.user, referral)
    return family, referral, timezone.localdate(now)


def _after(step: NextStep, family: Family, referral: Referral) -> str:
    if step.choice == Choice.OTHER:
        return reverse("referrals:new", args=[family.pk])
    return reverse("referrals:detail", args=[family.pk, referral.pk])


def _status(form: NoteForm | LadderForm | NextStepForm | CallForm) -> int:
    return 422 if form.is_bound and form.errors else 200
