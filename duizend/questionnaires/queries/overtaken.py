"""Signals of before that an answer of now no longer says: did that pass?

Only asked, never decided: whoever may see a signal may say that it is over.
"""

from __future__ import annotations

from collections.abc import Iterable

from duizend.access.rules import RESTRICTED
from duizend.questionnaires.models import QuestionnaireResponse
from duizend.questionnaires.rules.asking import asks_about
from duizend.questionnaires.rules.enabling import Answers
from duizend.questionnaires.rules.form import Item
from duizend.questionnaires.rules.meaning import concepts_of, says_something
from duizend.signals.models import Signal
from duizend.signals.queries import present_signals


def overtaken(
    response: QuestionnaireResponse, items: Iterable[Item], answers: Answers
) -> dict[str, list[Signal]]:
    """By linkId: the present signals about a question that its answer does not say (any more).

    Not those that this conversation itself made. What is shielded only beside a shielded
    question. One query.
    """
    asked = [(item, asks_about(item)) for item in items]
    present = list(
        present_signals(response.family)
        .filter(concept__in={code for _item, about in asked for code in about})
        .exclude(reference__in=response.answers.values("pk"))
    )
    found: dict[str, list[Signal]] = {}
    for item, about in asked:
        values = answers.get(item.link_id, ())
        if not says_something(values):
            continue
        gone = about - concepts_of(item, values)
        here = [
            signal
            for signal in present
            if signal.concept_id in gone and (item.restricted or signal.category not in RESTRICTED)
        ]
        if here:
            found[item.link_id] = here
    return found
