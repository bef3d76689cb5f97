"""For the one who was asked: what came in, taking it, and telling how it goes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duizend.access import audit
from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.families.permissions import check_can_work_with_families
from duizend.referrals import actions, queries, words
from duizend.referrals.asking import gives_home_visits
from duizend.referrals.forms import AnswerForm, NoteForm, ReasonForm
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_can, check_can_read, works_with
from duizend.referrals.rules.disclosing import LEAST
from duizend.referrals.rules.states import Deed, Side, Status, possible
from duizend.referrals.views.sending import whole


@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """What came in for my organisation: late first, then by its last day; never by burden."""
    user, today, now = request.user, timezone.localdate(), timezone.now()
    check_can_work_with_families(user)
    new = list(queries.new_for(user)[: queries.MOST])
    taken = list(queries.in_hand_of(user)[: queries.MOST])
    audit.record_for_each(
        "referrals.inbox", sorted({r.family_id for r in new + taken}), by=user, at=now
    )
    context = {
        "new": [_row(referral, today) for referral in new],
        "mine": [_row(r, today) for r in taken if r.taken_by_id == user.pk],
        "ours": [_row(r, today) for r in taken if r.taken_by_id != user.pk],
        "today": today,
    }
    return render(request, "referrals/inbox.html", context)


def _row(referral: Referral, today: date) -> dict[str, object]:
    return {
        "referral": referral,
        "told": queries.told(referral),
        "pace": words.pace(referral, today),
        "attempts": words.attempts_in_words(referral),
    }


@require_GET
def received(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """One referral to my organisation: what is asked, what may be known, what to do now."""
    return _page(request, _found(request, referral_id))


@require_POST
def take(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    referral = actions.take(_found(request, referral_id), by=request.user, at=timezone.now())
    messages.success(request, _("Taken. You work with this family from now on."))
    return redirect("referrals:received", referral_id=referral.pk)


@require_POST
def decline(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    referral = _found(request, referral_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, referral, reason_form=form)
    actions.decline(referral, form.cleaned_data["reason"], by=request.user, at=timezone.now())
    messages.success(request, _("Declined. The referrer hears why and looks further."))
    return redirect("referrals:inbox")


@require_POST
def report(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Contact or not, started, finished: one press each, a word may go along."""
    referral = _found(request, referral_id)
    form = NoteForm(request.POST)
    deed = next((one for one in actions.REPORTS if one == request.POST.get("deed")), None)
    if deed is None or not form.is_valid():
        return _page(request, referral, note_form=form)
    note, by, at = form.cleaned_data["note"], request.user, timezone.now()
    match deed:
        case Deed.START:
            actions.start(referral, note, by=by, at=at)
        case Deed.COMPLETE:
            actions.complete(referral, note, by=by, at=at)
        case _:
            made = deed is Deed.CONTACT_MADE
            actions.report_contact(referral, made=made, note=note, by=by, at=at)
    messages.success(request, _("The referrer can read it now."))
    return redirect("referrals:received", referral_id=referral.pk)


@require_POST
def answer(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    referral = _found(request, referral_id)
    form = AnswerForm(request.POST, categories=_may_answer_about(request, referral))
    if not form.is_valid():
        return _page(request, referral, answer_form=form)
    actions.answer(
        referral,
        form.cleaned_data["answer"],
        form.cleaned_data["category"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The referrer can read your answer now."))
    return redirect("referrals:received", referral_id=referral.pk)


def _found(request: SignedInRequest, referral_id: UUID) -> Referral:
    """A referral to my organisation; for everybody else it does not exist."""
    check_can_work_with_families(request.user)
    referral = queries.for_performer(referral_id, request.user)
    if referral is None:
        raise Http404(f"no referral {referral_id}")
    return referral


def _page(
    request: SignedInRequest,
    referral: Referral,
    *,
    note_form: NoteForm | None = None,
    reason_form: ReasonForm | None = None,
    answer_form: AnswerForm | None = None,
) -> HttpResponse:
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    check_can_read(user, referral)
    told = queries.told(referral)
    audit.record(
        "referrals.received",
        referral,
        by=user,
        at=now,
        family_id=referral.family_id,
        category=referral.category,
    )
    deeds = possible(Side.PERFORMER, Status(referral.status))
    context = {
        **whole(referral, told, user, today),
        "may_open_family": referral.taken_by_id is not None and works_with(user, referral),
        "is_home_visit": gives_home_visits(referral.offer),
        "closed": bool(told.closed) and referral.taken_at is None,
        "why_not_take": why_not(check_can, Deed.TAKE, user, referral, today)
        or ("" if told.can_read else _("There is nothing to take without consent.")),
        "can_take": Deed.TAKE in deeds,
        "can_decline": Deed.DECLINE in deeds,
        "reports": [deed.value for deed in actions.REPORTS if deed in deeds],
        "note_form": note_form or NoteForm(),
        "reason_form": reason_form or ReasonForm(),
        "answer_form": (answer_form or AnswerForm(categories=_may_answer_about(request, referral)))
        if Deed.ANSWER in deeds
        else None,
    }
    return render(request, "referrals/received.html", context)


def _may_answer_about(request: SignedInRequest, referral: Referral) -> list[str]:
    """What may be told back: what was shared, and what the family let us tell besides."""
    if referral.taken_by_id is None:
        return [LEAST]
    return queries.may_be_told_back(referral, timezone.localdate())
