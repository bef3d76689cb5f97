"""Where a question goes: sorted, to a colleague, to another desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access import audit
from duizend.access.http import SignedInRequest
from duizend.families.permissions import check_can_work_with_families
from duizend.intake import actions, queries
from duizend.intake.forms import ColleagueForm, MoveForm, NoMoveForm, SortForm
from duizend.intake.models import Move
from duizend.intake.permissions import check_can_answer_move, check_can_sort_request
from duizend.intake.rules import Word, is_late
from duizend.intake.views.desk import found_item, item_page
from duizend.intake.words import left_in_words
from duizend.referrals import queries as referrals


@require_POST
def sort(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found, form = found_item(request, item_id), SortForm(request.POST, auto_id="indelen_%s")
    if not form.is_valid():
        return item_page(request, found, sort_form=form)
    filled = form.cleaned_data
    actions.sort(found, Word(filled["word"]), filled["reason"], by=request.user, at=timezone.now())
    messages.success(request, _("Sorted. Only your own desk sees it."))
    return redirect("intake:item", item_id=item_id)


@require_http_methods(["GET", "POST"])
def asked(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """A referral to the desk: sort it here, answer it where referrals are answered."""
    user, today = request.user, timezone.localdate()
    check_can_work_with_families(user)
    referral = referrals.for_performer(referral_id, user)
    if referral is None or not queries.desks_of(user):
        raise Http404(f"no referral {referral_id} at a desk")
    check_can_sort_request(user, referral)
    word = queries.word_of_request(referral)
    form = SortForm(
        request.POST if request.method == "POST" else None,
        initial={"word": word.word, "reason": word.reason} if word else {},
    )
    if form.is_bound and form.is_valid():
        filled = form.cleaned_data
        actions.sort_request(
            referral, Word(filled["word"]), filled["reason"], by=user, at=timezone.now()
        )
        messages.success(request, _("Sorted. Only your own desk sees it."))
        return redirect("intake:overview")
    audit.record("intake.item", referral, by=user, at=timezone.now())
    context = {
        "referral": referral,
        "word": word,
        "form": form,
        "left": left_in_words(referral.due_on, today),
        "late": is_late(referral.due_on, today),
        "today": today,
    }
    return render(request, "intake/asked.html", context, status=422 if form.is_bound else 200)


@require_POST
def ask_colleague(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found = found_item(request, item_id)
    colleagues = queries.colleagues_at(found, request.user)
    form = ColleagueForm(request.POST, colleagues=colleagues, auto_id="collega_%s")
    if not form.is_valid():
        return item_page(request, found, colleague_form=form)
    actions.ask_colleague(found, form.cleaned_data["colleague"], by=request.user, at=timezone.now())
    messages.success(request, _("Asked. It stays on your name until your colleague takes it up."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def ask_desk(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found = found_item(request, item_id)
    form = MoveForm(request.POST, item=found, auto_id="doorgeven_%s")
    if not form.is_valid():
        return item_page(request, found, move_form=form)
    filled = form.cleaned_data
    actions.ask_desk(
        found, filled["municipality"], agreed=filled["agreed"], by=request.user, at=timezone.now()
    )
    messages.success(request, _("Asked. It stays in your queue until the other desk takes it."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def take_back(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found = found_item(request, item_id)
    move = queries.open_move(found)
    if move is None:
        raise Http404("no other desk was asked")
    actions.take_back_move(move, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. You do it yourselves."))
    return redirect("intake:item", item_id=item_id)


@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, move_id: UUID) -> HttpResponse:
    """Another desk asks us to take something over: what it says is read after that."""
    found = _to_us(request, move_id)
    form = NoMoveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.decline_move(found, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        messages.success(request, _("Not taken. It stays with the desk that asked."))
        return redirect("intake:overview")
    today = timezone.localdate()
    context = {
        "move": found,
        "form": form,
        "left": left_in_words(found.item.due_on, today),
        "today": today,
    }
    return render(request, "intake/move.html", context, status=422 if form.is_bound else 200)


@require_POST
def accept(request: SignedInRequest, move_id: UUID) -> HttpResponse:
    item = actions.accept_move(_to_us(request, move_id), by=request.user, at=timezone.now())
    messages.success(request, _("Taken over. It is on your name now, and the sender can see it."))
    return redirect("intake:item", item_id=item.pk)


def _to_us(request: SignedInRequest, move_id: UUID) -> Move:
    check_can_work_with_families(request.user)
    found = queries.move(move_id)
    if found is None:
        raise Http404(f"no move {move_id}")
    if not (found.accepted and found.answered_by_id == request.user.pk):
        check_can_answer_move(request.user, found)
    return found
