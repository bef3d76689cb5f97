"""What is asked about conversations."""

from duizend.questionnaires.queries.conversations import (
    Outcome,
    answer_ids,
    answers_of,
    form_of,
    in_progress,
    latest_version,
    offered,
    outcome,
    own_words,
    responses,
    slots,
)

__all__ = [
    "Outcome",
    "answer_ids",
    "answers_of",
    "form_of",
    "in_progress",
    "latest_version",
    "offered",
    "outcome",
    "own_words",
    "responses",
    "slots",
]
