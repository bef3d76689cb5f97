"""Signals of before that an answer of now no longer says: did that pass?

Only asked, never decided: whoever may see a signal may say that it is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duizend.access.rules import RESTRICTED
from duizend.questionnaires.models import QuestionnaireResponse
from duizend.questionnaires.rules.asking import asks_about
from duizend.questionnaires.rules.enabling import Answers
from duizend.questionnaires.rules.form import Item
from duizend.questionnaires.rules.meaning import concepts_of, says_something
from duizend.signals.models import Signal
from duizend.signals.queries import present_signals


def overtaken(response: QuestionnaireResponse, item: Item, answers: Answers) -> Sequence[Signal]:
    """The present signals about a question that its answer does not say (any more).

    Not those that this conversation itself made. What is shielded only beside a shielded
    question. One query.
    """
    present = (
        present_signals(response.family)
        .filter(concept__in=asks_about(item))
        .exclude(reference__in=response.answers.values("pk"))
    )
    return overtaken_among(present, [item], answers).get(item.link_id, [])


def overtaken_among(
    present: Iterable[Signal], items: Iterable[Item], answers: Answers
) -> dict[str, list[Signal]]:
    """The same for more questions, by linkId, among signals that were fetched already."""
    signals = list(present)
    found = {}
    for item in items:
        values = answers.get(item.link_id, ())
        gone = asks_about(item) - concepts_of(item, values)
        here = [
            signal
            for signal in signals
            if signal.concept_id in gone and (item.restricted or signal.category not in RESTRICTED)
        ]
        if here and says_something(values):
            found[item.link_id] = here
    return found
