"""What is asked about conversations."""

from duizend.questionnaires.queries.conversations import (
    CameUp,
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
from duizend.questionnaires.queries.counting import (
    Asked,
    AskedBefore,
    OneTime,
    RegionRow,
    asked_before,
    asked_of,
    lists_held,
    repeated_questions,
)
from duizend.questionnaires.queries.earlier import (
    Earlier,
    LookBack,
    Said,
    askings,
    earlier,
    look_back,
)
from duizend.questionnaires.queries.overtaken import overtaken, overtaken_among
from duizend.questionnaires.queries.strengths import (
    begins_with_strength,
    is_strength_named,
    opening_of,
    protective_codes,
    strengths_to_name,
)
from duizend.questionnaires.queries.totals import Total, totals

__all__ = [
    "Asked",
    "AskedBefore",
    "CameUp",
    "Earlier",
    "LookBack",
    "OneTime",
    "RegionRow",
    "Said",
    "Total",
    "answer_ids",
    "answers_of",
    "asked_before",
    "asked_of",
    "askings",
    "begins_with_strength",
    "earlier",
    "form_of",
    "in_progress",
    "is_strength_named",
    "latest_version",
    "lists_held",
    "look_back",
    "offered",
    "opening_of",
    "outcome",
    "overtaken",
    "overtaken_among",
    "own_words",
    "protective_codes",
    "repeated_questions",
    "responses",
    "slots",
    "strengths_to_name",
    "totals",
]
