"""The questions of one part; each answer saves itself, a button saves them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.families import together
from duizend.families.models import Family
from duizend.families.queries import moment
from duizend.questionnaires import actions, alone, queries
from duizend.questionnaires.actions.saving import NotAnAnswer
from duizend.questionnaires.forms import (
    QuestionsForm,
    given_in,
    name_of,
    numbers_of,
    was_in,
)
from duizend.questionnaires.models import QuestionnaireResponse
from duizend.questionnaires.permissions import check_can_ask_shielded, check_can_continue
from duizend.questionnaires.rules.answers import Given, digest, given_from
from duizend.questionnaires.rules.enabling import Answers, open_items, says_alone
from duizend.questionnaires.rules.form import Form, Item
from duizend.questionnaires.rules.lines import lines_above
from duizend.questionnaires.rules.meaning import talk_now
from duizend.questionnaires.rules.parts import part_with, parts_of
from duizend.questionnaires.rules.progress import is_asked, shown
from duizend.questionnaires.views.earlier import decided, shown_earlier
from duizend.questionnaires.views.opening import find_response, open_page


@require_http_methods(["GET", "POST"])
def part(
    request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID, number: int
) -> HttpResponse:
    """One part. POST saves every answer that changed on this page, without scripts too."""
    family, context = open_page(request, family_id, "questionnaires.part")
    response = find_response(family, slug, response_id)
    form = queries.form_of(response.version)
    top = _top(form, number)
    phase = context["moment"].phase
    reasons: dict[str, str] = {}
    if request.method == "POST":
        before = _shown(request, response, form, top, queries.answers_of(response), phase)
        reasons = _save_all(request, response, form, before)
        question = decided(request, response, numbers_of(form))
        if not reasons:
            return redirect(_after(request, response, number, question))
    answers = queries.answers_of(response)
    items = _shown(request, response, form, top, answers, phase)
    context |= _page(request, response, form, top, items, answers, phase, reasons)
    context["day_line"] = None  # this page is for the talk
    return render(request, "questionnaires/part.html", context, status=422 if reasons else 200)


def _save_all(
    request: SignedInRequest,
    response: QuestionnaireResponse,
    form: Form,
    items: Sequence[Item],
) -> dict[str, str]:
    """Save what changed on the page; the reasons of what was refused, by name of field."""
    reasons: dict[str, str] = {}
    numbers = numbers_of(form)
    cleared = request.POST.get("wis", "")
    for item in items:
        number = numbers[item.link_id]
        given = given_in(request.POST, item, number)
        if cleared == str(number):
            given = Given()
        elif not _differs(item, given, was_in(request.POST, number)):
            continue
        try:
            _save(request, response, item, number, given)
        except NotAnAnswer as refusal:
            reasons[name_of(number)] = str(refusal)
    return reasons


def _differs(item: Item, given: Given, was: str | None) -> bool:
    """Whether somebody changed this answer on this page; other windows may have, too."""
    try:
        return was is None or digest(actions.as_values(item, given)) != was
    except NotAnAnswer:
        return True


@require_POST
def answer(
    request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID, number: int
) -> HttpResponse:
    """Save one answer, at once. Answers with what changes on the page, or with why not."""
    response = _own_response(request, family_id, slug, response_id)
    form = queries.form_of(response.version)
    item = _question(form, number)
    context: dict[str, Any] = {"response": response, "number": number, "name": name_of(number)}
    try:
        given = given_in(request.POST, item, number)
        saved = _save(request, response, item, number, given)
    except NotAllowed as refusal:
        context["reason"] = str(refusal)
        return render(request, "questionnaires/saved.html", context, status=422)
    kept_otherwise = set(given.chosen) - {""} != set(given_from(item, saved.values).chosen)
    if saved.opened != saved.opened_before or item.link_id == form.gate or kept_otherwise:
        return _questions_again(request, response, form, item, saved.answers)
    context |= {
        "was": digest(saved.values) if saved.values else "",
        "overtook": saved.overtook,
        "overtaken": queries.overtaken(response, item, saved.answers),
        "talk_now": [] if _looks_along(request, response) else talk_now(item, saved.values),
    }
    return render(request, "questionnaires/saved.html", context)


def _save(
    request: SignedInRequest,
    response: QuestionnaireResponse,
    item: Item,
    number: int,
    given: Given,
) -> actions.Saved:
    saved = actions.save_answer(
        response.pk,
        item.link_id,
        given,
        was=was_in(request.POST, number),
        by=request.user,
        at=timezone.now(),
    )
    form = queries.form_of(response.version)
    if item.link_id == form.gate:
        alone.say(request.session, response.pk, alone=says_alone(form, saved.answers))
    return saved


def _questions_again(
    request: SignedInRequest,
    response: QuestionnaireResponse,
    form: Form,
    item: Item,
    answers: Answers,
) -> HttpResponse:
    """Other questions opened or closed: all questions of this part, as they are now."""
    top = part_with(form, item)
    phase = moment(response.family, timezone.localdate()).phase
    items = _shown(request, response, form, top, answers, phase)
    context = _page(request, response, form, top, items, answers, phase, {})
    page = render(request, "questionnaires/part.html#questions", context)
    page["HX-Retarget"] = "#vragen"
    # A moment later, so that the browser first hears that the answer was saved.
    page["HX-Reswap"] = "innerHTML swap:20ms"
    return page


def _own_response(
    request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID
) -> QuestionnaireResponse:
    """The conversation, without the frame of a page. The log line is that of the answer."""
    family = Family.objects.visible_to(request.user).filter(pk=family_id).first()
    if family is None:
        # Refuses in the right words, or hides; and logs the attempt.
        family, _context = open_page(request, family_id, "questionnaires.answer")
    return find_response(family, slug, response_id)


def _shown(
    request: SignedInRequest,
    response: QuestionnaireResponse,
    form: Form,
    top: Item,
    answers: Answers,
    phase: str,
) -> Sequence[Item]:
    looks_along = _looks_along(request, response)
    return shown(
        form,
        top,
        answers,
        phase=phase,
        sees_restricted=request.user.sees_restricted and not looks_along,
        alone_now=alone.is_alone(request.session, response.pk) and not looks_along,
    )


def _page(
    request: SignedInRequest,
    response: QuestionnaireResponse,
    form: Form,
    top: Item,
    items: Sequence[Item],
    answers: Answers,
    phase: str,
    reasons: dict[str, str],
) -> dict[str, Any]:
    alone_now = alone.is_alone(request.session, response.pk)
    known = dict(answers)
    if not alone_now:
        # Asked anew at every visit: who listens today?
        known.pop(form.gate, None)
    data = request.POST if reasons else None
    looks_along = _looks_along(request, response)
    back = queries.look_back(response, items)
    lines, below = lines_above(
        [top], [item.link_id for item in items], open_items(form, answers), with_tops=False
    )
    fields = QuestionsForm(
        form,
        items,
        known,
        data=data,
        lines=lines,
        reasons=reasons,
        earlier=shown_earlier(back, items, answers),
        overtaken=queries.overtaken_among(back.present, items, answers),
        with_advice=not looks_along,
    )
    number = parts_of(form).index(top) + 1
    closed = why_not(check_can_ask_shielded, request.user)
    if looks_along and not closed:
        closed = _("This part is not for a screen that you look at together.")
    return {
        "together": looks_along,
        "today": timezone.localdate(),
        "response": response,
        "top": top,
        "questions": fields.questions,
        "lines_below": below,
        "number": number,
        "next_number": _next(form, number, phase),
        "why_closed": closed if not items else "",
        "is_closed_for_now": bool(form.gate)
        and not alone_now
        and not looks_along
        and _asks_alone(top),
        "why_not": why_not(check_can_continue, request.user, response),
    }


def _looks_along(request: SignedInRequest, response: QuestionnaireResponse) -> bool:
    """Whether the family looks at this screen too; then nobody is alone any more."""
    looks_along = together.is_on(request.session, response.family_id)
    if looks_along:
        alone.leave(request.session)
    return looks_along


def _asks_alone(top: Item) -> bool:
    return any(item.ask_alone for item in top.questions())


def _top(form: Form, number: int) -> Item:
    found = parts_of(form)
    if not 1 <= number <= len(found):
        raise Http404(f"no part {number}")
    return found[number - 1]


def _question(form: Form, number: int) -> Item:
    for link_id, known in numbers_of(form).items():
        if known == number:
            return form.by_link_id[link_id]
    raise Http404(f"no question {number}")


def _next(form: Form, number: int, phase: str) -> int | None:
    found = parts_of(form)
    for later in range(number, len(found)):
        if any(is_asked(item, phase) for item in found[later].questions()):
            return later + 1
    return None


def _after(
    request: SignedInRequest, response: QuestionnaireResponse, number: int, question: int | None
) -> str:
    """To the next part, or stay here when a question was emptied or the room was asked about.

    `question`: the number of the one whose button was used, to stay there.
    """
    slug, to = response.questionnaire.slug, request.POST.get("naar", "")
    if to.isdecimal() and len(to) < 4:
        number = int(to)
    elif to == "overzicht":
        return reverse("questionnaires:conversation", args=[response.family_id, slug])
    here = reverse("questionnaires:part", args=[response.family_id, slug, response.pk, number])
    return f"{here}#vraag-{question}" if question else here
