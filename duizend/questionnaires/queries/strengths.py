"""What goes well, around a conversation: whether it was asked, and what was named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duizend.access.rules import RESTRICTED
from duizend.questionnaires.models import Opening, QuestionnaireResponse
from duizend.questionnaires.queries.conversations import answers_of, form_of
from duizend.questionnaires.rules.asking import (
    opens_with_strength,
    tells_strength,
    where_strengths_are_asked,
)
from duizend.questionnaires.rules.form import Form
from duizend.signals.models import Concept
from duizend.signals.queries import present_signals
from duizend.signals.rules.codes import Kind

# What people name when they are asked openly; the whole catalogue is under "add a signal".
NAMED_OFTEN = (
    "support_person",
    "involved_partner",
    "network_support",
    "asks_for_help",
    "coping",
    "self_confidence",
    "warmth",
    "stable_housing",
    "trusted_professional",
)


def strengths_to_name() -> list[Concept]:
    """The strengths that can be ticked beside the parent's own words, in a fixed order."""
    found = {c.pk: c for c in Concept.objects.filter(code__in=NAMED_OFTEN, retired_on=None)}
    return [found[code] for code in NAMED_OFTEN if code in found]


def protective_codes() -> frozenset[str]:
    return frozenset(Concept.objects.filter(kind=Kind.PROTECTIVE).values_list("code", flat=True))


def begins_with_strength(form: Form) -> bool:
    """Whether a list itself begins with what goes well, so that we need not ask it first."""
    return opens_with_strength(form, protective_codes())


def opening_of(response: QuestionnaireResponse) -> Opening | None:
    return Opening.objects.filter(response=response).first()


def is_strength_named(response: QuestionnaireResponse) -> bool:
    """Whether anything that goes well is known of this family or was said in this talk.

    For who asks: what was not told to them does not count. Nothing behind the shield counts
    in front of it.
    """
    opening = opening_of(response)
    if opening is not None and opening.words:
        return True
    present = present_signals(response.family).filter(concept__kind=Kind.PROTECTIVE)
    if response.category not in RESTRICTED:
        present = present.exclude(category__in=RESTRICTED)
    return present.exists() or tells_strength(
        form_of(response.version), answers_of(response), protective_codes()
    )


@dataclass(frozen=True)
class OwnWords:
    """What a parent said, as (question, words): about what goes well, and about the rest."""

    strengths: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]


def own_words(response: QuestionnaireResponse, form: Form) -> OwnWords:
    """What was said in the parent's own words, question by question.

    Fit for a screen that is shared: nothing shielded, nothing that a professional noted.
    """
    answers = answers_of(response)
    about_strengths = where_strengths_are_asked(form, protective_codes())
    strengths: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for item in form.questions():
        if item.restricted or item.for_professional:
            continue
        said = strengths if item.link_id in about_strengths else others
        for value in answers.get(item.link_id, ()):
            if text := str(value.get("valueString", "")):
                said.append((item.text, text))
    return OwnWords(strengths, others)
