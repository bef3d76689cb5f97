"""What a response comes to: open items, answers that do not count, scores and signals.

Pure: no family, no database; for programs that lay a list and answers beside each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.form import ALONE, Form
from duizend.questionnaires.rules.meaning import concepts_of, direct_flags
from duizend.questionnaires.rules.responses import Ignored, as_if_alone, read_response
from duizend.questionnaires.rules.scoring import Score, calculated_values, scores


@dataclass(frozen=True)
class Evaluation:
    """`enabled` in reading order; `missing` are required, open and without answer; `signals`
    are codes of concepts, `flags` the kinds of what asks for a talk the same day."""

    enabled: Sequence[str]
    ignored: Sequence[tuple[str, Ignored]]
    missing: Sequence[str]
    scores: Sequence[Score]
    signals: Sequence[str]
    flags: Sequence[str]


def evaluate(form: Form, response: object) -> Evaluation:
    """Raises ResponseRefused when the response is not one of this list."""
    received = read_response(form, response)
    answers = as_if_alone(form, received.answers)
    opened = open_items(form, answers)
    known = calculated_values(form, answers, opened)
    closed = [(name, Ignored.CLOSED) for name in received.answers if name not in opened]
    items = [form.by_link_id[name] for name in form.by_link_id if name in opened]
    signals: dict[str, None] = {}
    flags: dict[str, None] = {}
    for item in items:
        values = known.get(item.link_id, ())
        signals |= dict.fromkeys(sorted(concepts_of(item, values)))
        flags |= dict.fromkeys(
            option.direct_flag or "other" for option in direct_flags(item, values)
        )
    return Evaluation(
        enabled=[item.link_id for item in items if item.link_id != ALONE],
        ignored=[*received.ignored, *closed],
        missing=[
            item.link_id
            for item in items
            if item.required and item.is_asked and not known.get(item.link_id)
        ],
        scores=scores(form, answers),
        signals=list(signals),
        flags=list(flags),
    )
