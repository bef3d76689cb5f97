"""Choosing a list, the parts of a conversation, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.access.rules import RESTRICTED
from duizend.core.permissions import why_not
from duizend.families import together
from duizend.families.actions import open_family
from duizend.families.permissions import check_can_change
from duizend.questionnaires import actions, alone, queries
from duizend.questionnaires.forms import FinishForm, numbers_of
from duizend.questionnaires.models import Opening, Questionnaire, QuestionnaireResponse
from duizend.questionnaires.permissions import (
    NoStrengthNamed,
    check_can_ask_shielded,
    check_can_continue,
)
from duizend.questionnaires.rules.codes import Outcome, Status
from duizend.questionnaires.rules.form import Form, Item
from duizend.questionnaires.rules.parts import part_with, parts_of
from duizend.questionnaires.rules.progress import Part, parts, still_open
from duizend.questionnaires.views.beginning import before_beginning, card_of, strengths_first
from duizend.questionnaires.views.opening import find_questionnaire, find_response, open_page

MOST_HELD = 50


@dataclass(frozen=True)
class Offered:
    """A list to choose: the conversation that was begun with it, what of it was asked before."""

    list: Questionnaire
    begun: QuestionnaireResponse | None
    before: queries.AskedBefore | None


@require_GET
def choose(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, context = open_page(request, family_id, "questionnaires.choose")
    begun = {r.questionnaire_id: r for r in queries.in_progress(family, request.user)}
    offered = list(queries.offered(request.user))
    asked = queries.asked_of(family)
    before = queries.asked_before(offered, asked)
    lists = [Offered(one, begun.get(one.pk), before.get(one.pk)) for one in offered]
    held = [r for r in queries.responses(family)[:MOST_HELD] if r.status != Status.IN_PROGRESS]
    context |= {
        "asked_count": len(asked),
        "asked_most": asked[0].count if asked else 0,
        "lists_count": queries.lists_held(family),
        "lists": [row for row in lists if not row.list.is_shielded],
        "held": [response for response in held if response.category not in RESTRICTED],
        # Folded: this page may be seen by who is in the room.
        "shielded_lists": [row for row in lists if row.list.is_shielded],
        "shielded_held": [response for response in held if response.category in RESTRICTED],
        "slots": queries.slots(),
        "why_not": why_not(check_can_change, request.user, family),
    }
    return render(request, "questionnaires/choose.html", context)


@require_http_methods(["GET", "POST"])
def conversation(request: SignedInRequest, family_id: UUID, slug: str) -> HttpResponse:
    """The parts of the conversation that was begun; POST begins it or goes on."""
    if request.method == "POST":
        family = open_family(
            family_id, by=request.user, at=timezone.now(), purpose="questionnaires.start"
        )
        questionnaire = find_questionnaire(request, slug)
        actions.start(family, questionnaire, by=request.user, at=timezone.now())
        return redirect("questionnaires:conversation", family.pk, slug)
    family, context = open_page(request, family_id, "questionnaires.conversation")
    questionnaire = find_questionnaire(request, slug)
    alone.leave(request.session)
    begun = queries.in_progress(family, request.user).filter(questionnaire=questionnaire)
    response = begun.select_related("family").first()
    if response is None:
        context |= before_beginning(request, family, questionnaire, context["moment"].phase)
        return render(request, "questionnaires/begin.html", context)
    context |= _parts_page(request, response, context["moment"].phase)
    return render(request, "questionnaires/conversation.html", context)


def _parts_page(
    request: SignedInRequest, response: QuestionnaireResponse, phase: str
) -> dict[str, Any]:
    """What goes well first, then the parts, then how to end."""
    looks_along = together.is_on(request.session, response.family_id)
    form = queries.form_of(response.version)
    return {
        "questionnaire": response.questionnaire,
        "response": response,
        "together": looks_along,
        "rows": _rows(request, response, form, phase, looks_along=looks_along),
        "card": card_of(form),
        "finish_form": FinishForm(),
        "still_open": _still_open(request, response, form, phase, looks_along=looks_along),
        "is_strength_named": queries.is_strength_named(response),
        "why_not": why_not(check_can_continue, request.user, response),
        **strengths_first(response, form),
    }


@dataclass(frozen=True)
class PartRow:
    """A part in the list: its address, how far it is in words, and why it is closed."""

    part: Part
    url: str
    words: str
    icon: str
    why_closed: str


def _rows(
    request: SignedInRequest,
    response: QuestionnaireResponse,
    form: Form,
    phase: str,
    *,
    looks_along: bool,
) -> list[PartRow]:
    """The parts; on a screen that is looked at together without those that are shielded."""
    noted = queries.askings(response)
    found = parts(
        form,
        queries.answers_of(response),
        phase=phase,
        sees_restricted=request.user.sees_restricted and not looks_along,
        settled=[link for link, one in noted.items() if one.outcome == Outcome.CONFIRMED],
    )
    numbers = {item.link_id: number for number, item in enumerate(parts_of(form), 1)}
    slug = response.questionnaire.slug
    return [
        PartRow(
            one,
            reverse(
                "questionnaires:part",
                args=[response.family_id, slug, response.pk, numbers[one.item.link_id]],
            ),
            _how_far(one),
            "check" if one.is_done else "message",
            why_not(check_can_ask_shielded, request.user) if one.is_closed else "",
        )
        for one in found
        if not (looks_along and one.is_closed)
    ]


def _still_open(
    request: SignedInRequest,
    response: QuestionnaireResponse,
    form: Form,
    phase: str,
    *,
    looks_along: bool,
) -> list[tuple[Item, str]]:
    """What the list would rather have answered, each with the address where it stands."""
    if not any(item.required for item in form.questions()):
        return []
    found = still_open(
        form,
        queries.answers_of(response),
        phase=phase,
        sees_restricted=request.user.sees_restricted and not looks_along,
    )
    numbers = numbers_of(form)
    places = {part.link_id: number for number, part in enumerate(parts_of(form), 1)}
    talk = [response.family_id, response.questionnaire.slug, response.pk]
    return [
        (
            item,
            reverse("questionnaires:part", args=[*talk, places[part_with(form, item).link_id]])
            + f"#vraag-{numbers[item.link_id]}",
        )
        for item in found
    ]


def _how_far(part: Part) -> str:
    if not part.is_begun:
        return _("not discussed yet")
    if part.is_done:
        return _("discussed")
    return ngettext(
        "%(count)d question discussed", "%(count)d questions discussed", part.answered
    ) % {"count": part.answered}


@require_POST
def complete(
    request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID
) -> HttpResponse:
    """Finish; without anything that goes well only when one says that it was not discussed."""
    family, context = open_page(request, family_id, "questionnaires.complete")
    response = find_response(family, slug, response_id)
    alone.leave(request.session)
    try:
        actions.complete(
            response,
            strengths_not_discussed=bool(request.POST.get("nog_niet_besproken")),
            by=request.user,
            at=timezone.now(),
        )
    except NoStrengthNamed as refusal:
        context |= _parts_page(request, response, context["moment"].phase)
        context["refusal"] = str(refusal)
        return render(request, "questionnaires/conversation.html", context, status=422)
    return redirect("questionnaires:summary", family_id, slug, response_id)


@require_POST
def stop(request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID) -> HttpResponse:
    response = _response(request, family_id, slug, response_id, "questionnaires.stop")
    actions.stop(response, by=request.user, at=timezone.now())
    messages.success(request, _("Stopped. What was said is kept."))
    return redirect("questionnaires:summary", family_id, slug, response_id)


@require_GET
def summary(
    request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID
) -> HttpResponse:
    """What goes well first, then what else was said; fit for a screen that is shared."""
    family, context = open_page(request, family_id, "questionnaires.summary")
    response = find_response(family, slug, response_id)
    alone.leave(request.session)
    form = queries.form_of(response.version)
    context |= {
        "response": response,
        "outcome": queries.outcome(response),
        "own_words": queries.own_words(response, form),
        "totals": queries.totals(
            form, queries.answers_of(response), sees_restricted=request.user.sees_restricted
        ),
        "is_open": response.status == Status.IN_PROGRESS,
        "opening": _opening_to_show(response),
        "together": together.is_on(request.session, family.pk),
    }
    return render(request, "questionnaires/summary.html", context)


def _opening_to_show(response: QuestionnaireResponse) -> Opening | None:
    """What went well in own words, when it may stand on a screen that is shared."""
    return None if response.category in RESTRICTED else queries.opening_of(response)


def _response(
    request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID, purpose: str
) -> QuestionnaireResponse:
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose=purpose)
    alone.leave(request.session)
    return find_response(family, slug, response_id)
