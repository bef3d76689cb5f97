"""How a conversation begins: what to say first, and what goes well before anything else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.families import together
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.questionnaires import actions, queries
from duizend.questionnaires.forms import StrengthsForm
from duizend.questionnaires.models import Questionnaire, QuestionnaireResponse
from duizend.questionnaires.rules.asking import MOST_OPEN_QUESTIONS, asked_by, open_questions
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.views.opening import find_questionnaire, find_response, open_page
from duizend.signals.models import Signal


def card_of(form: Form) -> str:
    """How one begins the talk; our own words for a list that brings none."""
    return form.conversation_card or _(
        "Say why you ask this and what happens with the answers. Ask first what goes well. Say "
        "that every question may stay open and that stopping is always possible. Talk about each "
        "answer together before you go on."
    )


def before_beginning(
    request: SignedInRequest, family: Family, questionnaire: Questionnaire, phase: str
) -> dict[str, Any]:
    """What to know before a list is begun: how to open the talk, what was asked already."""
    form = queries.form_of(queries.latest_version(questionnaire))
    asked = queries.asked_of(family, shielded=questionnaire.is_shielded)
    here = asked_by(form)
    again = [one for one in asked if one.concept.code in here]
    in_own_words = open_questions(form, phase)
    return {
        "questionnaire": questionnaire,
        "response": None,
        "form": form,
        "card": card_of(form),
        "again": again,
        "again_most": again[0].count if again else 0,
        "open_questions": in_own_words if in_own_words > MOST_OPEN_QUESTIONS else 0,
        "most_open_questions": MOST_OPEN_QUESTIONS,
        "why_not": why_not(check_can_change, request.user, family),
    }


def strengths_first(response: QuestionnaireResponse, form: Form) -> dict[str, Any]:
    """Our own first question, for a list that does not begin with what goes well itself."""
    if queries.begins_with_strength(form):
        return {"strengths_form": None}
    opening = queries.opening_of(response)
    named = []
    if opening is not None:
        named = list(Signal.objects.present().filter(reference=opening.pk))
    initial = {
        "woorden": opening.words if opening else "",
        "sterk": [signal.concept_id for signal in named],
    }
    return {
        "opening": opening,
        "strengths_form": StrengthsForm(queries.strengths_to_name(), initial=initial),
    }


@require_GET
def card(request: SignedInRequest, family_id: UUID, slug: str) -> HttpResponse:
    """The conversation card of a list, to read beforehand or to print."""
    _family, context = open_page(request, family_id, "questionnaires.card")
    questionnaire = find_questionnaire(request, slug)
    form = queries.form_of(queries.latest_version(questionnaire))
    context |= {
        "questionnaire": questionnaire,
        "card": card_of(form),
        "parts": [top for top in form.items if top.conversation_card],
    }
    return render(request, "questionnaires/card.html", context)


@require_POST
def begin_with_strengths(
    request: SignedInRequest, family_id: UUID, slug: str, response_id: UUID
) -> HttpResponse:
    family, _context = open_page(request, family_id, "questionnaires.begin_with_strengths")
    response = find_response(family, slug, response_id)
    form = StrengthsForm(queries.strengths_to_name(), request.POST)
    if form.is_valid():
        actions.begin_with_strengths(
            response,
            form.cleaned_data["woorden"],
            form.cleaned_data["sterk"],
            by=request.user,
            at=timezone.now(),
        )
        if not together.is_on(request.session, family.pk):
            messages.success(request, _("Kept. Go on with what the family chooses."))
    else:
        messages.error(request, " ".join(form.refusals()))
    return redirect("questionnaires:conversation", family_id, slug)
