"""One question on the screen; each answer is kept at once, a button keeps it too."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from duizend.beforehand import actions
from duizend.beforehand.queries import Visit
from duizend.beforehand.rules.at_home import part_of
from duizend.beforehand.screens import screen_of
from duizend.beforehand.views.visiting import by_the_link, page
from duizend.beforehand.words import Language
from duizend.questionnaires.rules.answers import AnswerRefused, Given, Refused
from duizend.questionnaires.rules.form import Form, Item, ItemType


def numbers(form: Form) -> dict[str, int]:
    """The number of each question in its whole list, from 1: its place in an address."""
    return {item.link_id: number for number, item in enumerate(form.questions(), 1)}


def address_of(words: Language, seen: Visit, item: Item | None) -> str:
    """Where this question is; the end when there is none."""
    if item is None:
        return reverse("beforehand:ready", args=[words.code])
    number = numbers(seen.form)[item.link_id]
    return reverse("beforehand:question", args=[words.code, number])


@require_http_methods(["GET", "POST"])
@by_the_link
def question(request: HttpRequest, words: Language, seen: Visit, number: int) -> HttpResponse:
    """One question. POST keeps its answer and goes on, without scripts too."""
    item = _item(seen, number)
    reason = ""
    if request.method == "POST":
        try:
            now = actions.keep_answer(seen, item.link_id, _given(request, item), at=timezone.now())
        except AnswerRefused as refusal:
            reason = _in_words(words, refusal)
        else:
            return _after(request, words, now, item)
    return _show(request, words, seen, item, reason)


@require_POST
@by_the_link
def keep(request: HttpRequest, words: Language, seen: Visit, number: int) -> HttpResponse:
    """Keep one answer, at once; the page stays as it is."""
    item = _item(seen, number)
    try:
        actions.keep_answer(seen, item.link_id, _given(request, item), at=timezone.now())
    except AnswerRefused as refusal:
        return page(request, words, "kept", status=422, reason=_in_words(words, refusal))
    return page(request, words, "kept", reason="")


def _after(request: HttpRequest, words: Language, seen: Visit, item: Item) -> HttpResponse:
    """The next question, the one before, the end; or this one, when it was emptied."""
    place = numbers(seen.form)
    here, to = place[item.link_id], request.POST.get("naar", "")
    open_now = seen.questions
    target: Item | None = None
    if to == "vorige":
        target = next((one for one in reversed(open_now) if place[one.link_id] < here), item)
    elif to == "blijf":
        target = item
    elif to != "einde":
        target = next((one for one in open_now if place[one.link_id] > here), None)
    address = address_of(words, seen, target)
    if target is None or not request.headers.get("HX-Request"):
        response: HttpResponse = redirect(address)
        if request.headers.get("HX-Request"):
            # The end is another page; it takes the place of this one in the history.
            response = HttpResponse(status=204)
            response["HX-Redirect"] = address
        return response
    response = _show(request, words, seen, target, "")
    response["HX-Replace-Url"] = address
    return response


def _show(
    request: HttpRequest, words: Language, seen: Visit, item: Item, reason: str
) -> HttpResponse:
    place = seen.questions.index(item)
    more: dict[str, Any] = {
        "screen": screen_of(seen, item, words, numbers(seen.form)[item.link_id]),
        "where": words.texts["question_of"].format(number=place + 1, total=len(seen.questions)),
        "place": place + 1,
        "total": len(seen.questions),
        "is_first": place == 0,
        "part": part_of(seen.form, item),
        "reason": reason,
    }
    name = "_screen" if request.headers.get("HX-Request") else "question"
    return page(request, words, name, status=422 if reason else 200, **more)


def _item(seen: Visit, number: int) -> Item:
    """The question with this number, when it may be asked at home now."""
    known = numbers(seen.form)
    for item in seen.questions:
        if known[item.link_id] == number:
            return item
    raise Http404(f"no question {number} here")


def _given(request: HttpRequest, item: Item) -> Given:
    if request.POST.get("naar") == "blijf":
        return Given()
    text = request.POST.get("woorden", "")
    if item.is_choice or item.type is ItemType.BOOLEAN:
        return Given(tuple(request.POST.getlist("antwoord")), text)
    return Given((), text)


def _in_words(words: Language, refusal: AnswerRefused) -> str:
    key = "too_long" if refusal.reason is Refused.TOO_LONG else "does_not_fit"
    return str(words.texts[key])
