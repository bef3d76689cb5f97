"""Reading `enableWhen`: which answer of which question opens an item."""

from __future__ import annotations

from duizend.questionnaires.rules.elements import LONGEST_LINK_ID, Element
from duizend.questionnaires.rules.form import Condition, Operator
from duizend.questionnaires.rules.problems import Problem
from duizend.questionnaires.rules.values import ORDERED, is_value

# What an answer can be compared with here; not quantities and references.
COMPARABLE = ("Boolean", "Integer", "Decimal", "Date", "DateTime", "Time", "String", "Coding")
IN_ORDER = frozenset(
    (Operator.GREATER, Operator.LESS, Operator.GREATER_OR_EQUAL, Operator.LESS_OR_EQUAL)
)


def read_conditions(element: Element) -> tuple[tuple[Condition, ...], bool]:
    """The conditions of an item, and whether one of them is enough."""
    raw = element.objects("enableWhen")
    behaviour = element.text("enableBehavior")
    if behaviour not in ("", "all", "any"):
        element.refuse(Problem.UNKNOWN_BEHAVIOUR, behaviour[:80])
    elif len(raw) > 1 and not behaviour:
        element.refuse(Problem.NO_BEHAVIOUR)
    found = [_condition(one) for one in raw]
    return tuple(one for one in found if one is not None), behaviour == "any"


def _condition(element: Element) -> Condition | None:
    element.check_no_modifier()
    question = element.text("question", LONGEST_LINK_ID)
    try:
        operator = Operator(element.text("operator"))
    except ValueError:
        element.refuse(Problem.UNKNOWN_OPERATOR, element.text("operator")[:80])
        return None
    answer = element.kept("answer")
    [(name, wanted)] = answer.items() if len(answer) == 1 else [("", None)]
    kind = name.removeprefix("answer")
    if kind not in COMPARABLE or not is_value(kind, wanted):
        element.refuse(Problem.NO_ANSWER_TO_COMPARE, ", ".join(answer)[:80])
        return None
    if operator is Operator.EXISTS and kind != "Boolean":
        element.refuse(Problem.EXISTS_NEEDS_BOOLEAN)
        return None
    if operator in IN_ORDER and kind not in ORDERED:
        element.refuse(Problem.NOT_IN_ORDER, f"{operator} {name}")
        return None
    return Condition(question, operator, answer)
