"""The queue for who is at a desk, what one sent for everybody else, and one item of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duizend.access import audit
from duizend.access.http import SignedInRequest
from duizend.access.models import User
from duizend.core.permissions import why_not
from duizend.families.actions import NewPerson, record_doubles_shown
from duizend.families.models import Family, PersonRole
from duizend.families.permissions import check_can_work_with_families
from duizend.families.rules.days import parse_day
from duizend.intake import actions, queries
from duizend.intake.forms import (
    CloseForm,
    ColleagueForm,
    MoveForm,
    RegisterForm,
    SortForm,
    WordsForm,
)
from duizend.intake.models import Item
from duizend.intake.permissions import (
    check_can_answer,
    check_can_handle,
    check_can_read,
    check_can_sort,
    check_can_take,
    check_can_tell_parent,
    is_at_desk,
)
from duizend.intake.rules import Outcome, is_late
from duizend.intake.words import left_in_words, terms_in_words


@require_GET
def overview(request: SignedInRequest) -> HttpResponse:
    """One queue for the desk, in the order of its days; and what one sent oneself."""
    user, today = request.user, timezone.localdate()
    check_can_work_with_families(user)
    desks = queries.desks_of(user)
    if desks:
        audit.record("intake.queue", by=user, at=timezone.now())
    context = {
        "desks": desks,
        "lines": [
            (line, left_in_words(line.due_on, today)) for line in queries.queue(user, desks, today)
        ]
        if desks
        else [],
        "asked_of_me": queries.asked_of_me(user) if desks else [],
        "moved": queries.moved_away(desks) if desks else [],
        "sent": [(one, is_late(one.due_on, today)) for one in queries.sent_by(user)],
        "today": today,
    }
    return render(request, "intake/overview.html", context)


@require_GET
def item(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    return item_page(request, found_item(request, item_id))


@require_POST
def take(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    actions.take(found_item(request, item_id), by=request.user, at=timezone.now())
    messages.success(request, _("Taken up. It is on your name now, and the sender can see it."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def note(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found, form = found_item(request, item_id), WordsForm(request.POST)
    if not form.is_valid():
        return item_page(request, found, note_form=form)
    actions.note(found, form.cleaned_data["words"], by=request.user, at=timezone.now())
    messages.success(request, _("Kept, for your own desk only."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def answer(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found, form = found_item(request, item_id), WordsForm(request.POST)
    if not form.is_valid():
        return item_page(request, found, answer_form=form)
    actions.answer(found, form.cleaned_data["words"], by=request.user, at=timezone.now())
    messages.success(request, _("The sender can read your words now."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def tell_parent(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found, form = found_item(request, item_id), WordsForm(request.POST)
    if not form.is_valid():
        return item_page(request, found, told_form=form)
    actions.tell_parent(found, form.cleaned_data["words"], by=request.user, at=timezone.now())
    messages.success(request, _("Kept that the parent has heard of it."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def link(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """To a family with which one works; for all others it does not exist."""
    found = found_item(request, item_id)
    try:
        key = UUID(request.POST.get("family", ""))
    except ValueError as wrong:
        raise Http404("no such family") from wrong
    family = get_object_or_404(Family.objects.visible_to(request.user), pk=key)
    actions.link(found, family, by=request.user, at=timezone.now())
    messages.success(request, _("It belongs to this family now."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def register(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found, form = found_item(request, item_id), RegisterForm(request.POST)
    if not form.is_valid():
        return item_page(request, found, register_form=form)
    filled = dict(form.cleaned_data)
    due_date = filled.pop("due_date")
    person = NewPerson(
        PersonRole.PREGNANT, filled.pop("given_name"), filled.pop("family_name"), filled
    )
    actions.register(found, person, due_date, by=request.user, at=timezone.now())
    messages.success(request, _("The family is registered. You are in the team around it."))
    return redirect("intake:item", item_id=item_id)


@require_POST
def close(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    found = found_item(request, item_id)
    linked = queries.link_of(found)
    asked = queries.asked_for(linked.family, request.user) if linked else []
    form = CloseForm(request.POST, item=found, linked=linked is not None, asked=asked)
    if not form.is_valid():
        return item_page(request, found, close_form=form)
    filled = form.cleaned_data
    actions.close(
        found,
        Outcome(filled["outcome"]),
        filled["reason"],
        referral=filled.get("referral"),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Closed. It has left the queue."))
    return redirect("intake:overview")


def found_item(request: SignedInRequest, item_id: UUID) -> Item:
    check_can_work_with_families(request.user)
    found = queries.item(item_id)
    if found is None:
        raise Http404(f"no item {item_id}")
    check_can_read(request.user, found)
    return found


def item_page(request: SignedInRequest, found: Item, **forms: Any) -> HttpResponse:
    user, today, told = request.user, timezone.localdate(), queries.says(found)
    at_desk = is_at_desk(user, found)
    linked = queries.link_of(found) if at_desk else None
    audit.record(
        "intake.item",
        found,
        by=user,
        at=timezone.now(),
        family_id=linked.family_id if linked else None,
    )
    context: dict[str, Any] = {
        "item": found,
        "told": told,
        "late": is_late(found.due_on, today),
        "today": today,
        "at_desk": at_desk,
        "is_sender": found.sender_id == user.pk,
        "linked": linked,
        "history": list(found.events.all()),
        "terms": terms_in_words(found.desk.agreed_terms) if at_desk else [],
        "left": left_in_words(found.due_on, today),
    }
    if at_desk and found.closed_at is None:
        context |= _deeds(request, found, told, linked.family if linked else None, forms)
    return render(request, "intake/item.html", context, status=422 if forms else 200)


def _deeds(
    request: SignedInRequest,
    found: Item,
    told: queries.Says,
    family: Family | None,
    forms: dict[str, Any],
) -> dict[str, Any]:
    """What somebody of the desk can do now."""
    user, today = request.user, timezone.localdate()
    doing = not why_not(check_can_handle, user, found)
    asked = queries.asked_for(family, user) if family and doing else []
    doubles = queries.look_alikes(told, today) if doing and family is None else []
    if doubles:
        record_doubles_shown(by=user, at=timezone.now())
    openable = Family.objects.visible_to(user).in_bulk(
        [one.family_id for one in doubles if one.family_id]
    )
    return {
        "doing": doing,
        "can_take": found.taken_by_id != user.pk and not why_not(check_can_take, user, found),
        "can_answer": not why_not(check_can_answer, user, found),
        "doubles": [
            (openable.get(one.family_id) if one.family_id else None, one.colleague)
            for one in doubles
        ],
        "asked": asked,
        "note_form": WordsForm(auto_id="notitie_%s"),
        "answer_form": WordsForm(auto_id="antwoord_%s"),
        "register_form": _proposed(told),
        "close_form": CloseForm(item=found, linked=family is not None, asked=asked),
        **_going(found, user, doing=doing),
        **forms,
    }


def _going(found: Item, user: User, *, doing: bool) -> dict[str, Any]:
    """Where it goes: sorted by whom and why, asked of which desk or colleague, what she heard."""
    move = queries.open_move(found)
    word = queries.word_of(found)
    context: dict[str, Any] = {
        "word": word,
        "can_sort": not why_not(check_can_sort, user, found),
        "sort_form": SortForm(
            initial={"word": word.word, "reason": word.reason} if word else {}, auto_id="indelen_%s"
        ),
        "open_move": move,
        "last_answer": queries.last_answer(found) if move is None else None,
    }
    if not doing:
        return context
    reachable = not why_not(check_can_tell_parent, user, found)
    return context | {
        "colleague_form": ColleagueForm(
            colleagues=queries.colleagues_at(found, user), auto_id="collega_%s"
        ),
        "move_form": MoveForm(item=found, auto_id="doorgeven_%s"),
        "told_form": WordsForm(auto_id="verteld_%s") if reachable else None,
        "heard": reachable and queries.parent_heard(found),
    }


def _proposed(told: queries.Says) -> RegisterForm:
    """The one it is about, as far as it was told; the rest is asked in the first talk."""
    given, _space, rest = told.name.partition(" ")
    return RegisterForm(
        initial={
            "given_name": given,
            "family_name": rest,
            "phone": str(told.contact.get("phone", ""))[:30],
            "birth_date": parse_day(str(told.contact.get("birth_date", "")), timezone.localdate()),
            "due_date": told.due_on,
        }
    )
