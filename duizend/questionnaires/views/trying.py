"""Trying a list out, exactly as it will be drawn; nothing of it is kept."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from duizend.questionnaires import queries
from duizend.questionnaires.actions import NotAnAnswer, as_values
from duizend.questionnaires.forms import QuestionsForm, given_in, name_of, numbers_of, proposed
from duizend.questionnaires.rules.enabling import Value, open_items
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.lines import lines_above

# A page of more is not sent in one go (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MOST_TRIED = 150


def trying_page(form: Form, data: QueryDict | None) -> dict[str, Any]:
    """The questions that are open with these answers, what the list works out, and mistakes.

    Questions for her ears alone are shown too: nobody is asked anything here.
    """
    numbers = numbers_of(form)
    questions = [item for item in form.questions() if item.is_asked][:MOST_TRIED]
    answers: dict[str, tuple[Value, ...]] = {}
    reasons: dict[str, str] = {}
    for item in questions:
        if data is None:
            answers[item.link_id] = tuple(proposed(item))
            continue
        try:
            answers[item.link_id] = as_values(item, given_in(data, item, numbers[item.link_id]))
        except NotAnAnswer as refusal:
            reasons[name_of(numbers[item.link_id])] = str(refusal)
    answers = {link_id: values for link_id, values in answers.items() if values}
    opened = open_items(form, answers)
    shown = [item for item in questions if item.link_id in opened]
    lines, below = lines_above(form.items, [item.link_id for item in shown], opened, with_tops=True)
    fields = QuestionsForm(
        form, shown, answers, data=data if reasons else None, reasons=reasons, lines=lines
    )
    return {
        "questions": fields.questions,
        "lines_below": below,
        "totals": queries.totals(form, answers, sees_restricted=True),
        "is_cut": len(questions) == MOST_TRIED,
        "reasons": reasons,
    }
