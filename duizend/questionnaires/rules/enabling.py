"""Which items are open, by the answers given so far (`enableWhen`, any and all).

The answer of a question that is itself closed counts for nothing. `!=` holds where no answer is
equal, so also where there is no answer: R4 says so of this operator (value set
questionnaire-enable-operator). Of several answers one is enough for all other operators.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from duizend.questionnaires.rules.form import YES, Condition, Form, Item, Operator
from duizend.questionnaires.rules.values import Answers, Value, alike, in_order
from duizend.questionnaires.rules.working_out import work_out

__all__ = ["Answers", "Value", "open_items", "says_alone"]


def open_items(form: Form, answers: Answers) -> frozenset[str]:
    """The linkIds of the items that are open now; their parents are open too."""
    opened: set[str] = set()
    if form.calculated:
        answers = {name: given for name, given in answers.items() if name not in form.calculated}
    # What an item hangs on comes before it, so that one pass is enough.
    for link_id in form.order:
        item = form.by_link_id[link_id]
        parent = form.parents.get(link_id)
        if (parent is None or parent in opened) and _is_open(form, item, answers, opened):
            opened.add(link_id)
            if link_id in form.asked_of:
                answers = {**answers, link_id: work_out(form, item, answers, opened)}
    return frozenset(opened)


def _is_open(form: Form, item: Item, answers: Answers, opened: Container[str]) -> bool:
    if item.ask_alone and not (form.gate in opened and says_alone(form, answers)):
        return False
    if not item.enable_when:
        return True
    found = (
        _holds(
            condition,
            answers.get(condition.question, ()) if condition.question in opened else (),
        )
        for condition in item.enable_when
    )
    return any(found) if item.enable_any else all(found)


def says_alone(form: Form, answers: Answers) -> bool:
    """Whether the professional said that nobody else listens."""
    return any(
        value.get("valueCoding", {}).get("code") == YES for value in answers.get(form.gate, ())
    )


def _holds(condition: Condition, values: Sequence[Value]) -> bool:
    [(name, wanted)] = condition.answer.items()
    match condition.operator:
        case Operator.EXISTS:
            return bool(values) is bool(wanted)
        case Operator.EQUALS:
            return any(_equal(name, wanted, value) for value in values)
        case Operator.NOT_EQUALS:
            return not any(_equal(name, wanted, value) for value in values)
        case _:
            return any(_compares(condition.operator, name, wanted, value) for value in values)


def _equal(name: str, wanted: Any, value: Value) -> bool:
    kind = name.removeprefix("answer")
    given = alike(kind, value)
    if given is None:
        return False
    if isinstance(wanted, Mapping):
        same_system = wanted.get("system") in (None, given.get("system"))
        by = "code" if "code" in wanted else "display"
        return bool(same_system and wanted.get(by) == given.get(by))
    first, second = in_order(kind, given), in_order(kind, wanted)
    if first is None or second is None:
        return bool(given == wanted)
    return bool(first == second)


def _compares(operator: Operator, name: str, wanted: Any, value: Value) -> bool:
    kind = name.removeprefix("answer")
    given, bound = in_order(kind, alike(kind, value)), in_order(kind, wanted)
    if given is None or bound is None:
        return False
    match operator:
        case Operator.GREATER:
            return bool(given > bound)
        case Operator.LESS:
            return bool(given < bound)
        case Operator.GREATER_OR_EQUAL:
            return bool(given >= bound)
        case _:
            return bool(given <= bound)
