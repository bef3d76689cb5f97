"""Values that follow from answers: which expression, and which answers it draws on.

FHIR: the extension sdc-questionnaire-calculatedExpression, with the variables around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from duizend.questionnaires.rules.elements import Element
from duizend.questionnaires.rules.expressions import BadExpression, Expression, strings
from duizend.questionnaires.rules.form import Item, ItemType
from duizend.questionnaires.rules.problems import Problem

CALCULATED = "questionnaire-calculatedExpression"
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
# What would have to be worked out to know whether an item is open, or to fill it, and is not.
NOT_HERE = (
    "questionnaire-enableWhenExpression",
    "cqf-expression",
    "cqf-calculatedValue",
    "questionnaire-answerExpression",
)
CAN_BE_CALCULATED = frozenset(ItemType) - {
    ItemType.GROUP,
    ItemType.DISPLAY,
    ItemType.CHOICE,
    ItemType.OPEN_CHOICE,
    ItemType.URL,
}
Plain = Callable[[Any], Decimal | bool | None]


@dataclass(frozen=True)
class Calculation:
    """How a value is worked out. `inputs` are the linkIds of the questions it draws on.

    `plain` does the same without FHIRPath where the expression is of a shape that allows it.
    """

    expression: Expression = field(compare=False)
    variables: tuple[tuple[str, Expression], ...] = field(default=(), compare=False)
    inputs: tuple[str, ...] = ()
    plain: Plain | None = field(default=None, compare=False)


def read_variables(element: Element, known: Mapping[str, Expression]) -> dict[str, Expression]:
    """The variables that hold here: those from above, and its own after them."""
    found = dict(known)
    for url, one in element.extensions():
        given = one.object("valueExpression") if url == VARIABLE else None
        if given is None:
            continue
        name = given.text("name", 100)
        expression = _read(given, list(found))
        if name and expression is not None:
            found[name] = expression
        elif not name:
            element.refuse(Problem.EXPRESSION, "variable")
    return found


def read_calculation(
    element: Element, item: Item, variables: Mapping[str, Expression]
) -> Expression | None:
    """The expression of an item, None where it has none or it was refused."""
    found = None
    for url, one in element.extensions():
        name = url.rpartition("/")[2]
        if name.endswith(NOT_HERE):
            _refuse_other(one, name)
        elif name.endswith(CALCULATED):
            given = one.object("valueExpression")
            if item.type not in CAN_BE_CALCULATED or item.repeats or item.options:
                element.refuse(Problem.EXPRESSION_NOT_HERE)
            elif given is None:
                element.refuse(Problem.EXPRESSION, name)
            else:
                found = _read(given, list(variables))
    return found


def _refuse_other(extension: Element, name: str) -> None:
    given = extension.object("valueExpression")
    language = given.text("language", 80) if given is not None else ""
    if language not in ("", "text/fhirpath"):
        extension.refuse(Problem.OTHER_LANGUAGE, f"{name}: {language}")
    else:
        extension.refuse(Problem.EXPRESSION_NOT_HERE, name)


def _read(element: Element, variables: Sequence[str]) -> Expression | None:
    language = element.text("language", 80)
    if language != "text/fhirpath":
        element.refuse(Problem.OTHER_LANGUAGE, language)
        return None
    text = element.text("expression")
    try:
        return Expression(text, variables)
    except BadExpression as bad:
        element.refuse(Problem.EXPRESSION, str(bad))
        return None


def inputs_of(
    expressions: Sequence[Expression], by_link_id: Mapping[str, Item], own: str
) -> tuple[str, ...]:
    """The questions that expressions name, or all with a number where they name none.

    A group stands for the questions in it.
    """
    named = set().union(*(strings(one.tree) for one in expressions)) & by_link_id.keys()
    tops = [by_link_id[name] for name in by_link_id if name in named - {own}]
    if not tops:
        tops = [item for item in by_link_id.values() if item.calculation is None]
    found: dict[str, None] = {}
    for top in tops:
        for item in top.questions():
            if item.link_id != own and (counts(item) or item.link_id in named):
                found[item.link_id] = None
    return tuple(found)


def counts(item: Item) -> bool:
    """Whether an answer here is a number, or counts for one."""
    return item.type in (ItemType.INTEGER, ItemType.DECIMAL) or any(
        option.weight is not None for option in item.options
    )
