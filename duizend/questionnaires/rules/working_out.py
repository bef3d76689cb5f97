"""Working out one value from the answers that are open: a plain sum, or as FHIRPath."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from duizend.questionnaires.rules.calculating import Calculation
from duizend.questionnaires.rules.expressions import BadExpression
from duizend.questionnaires.rules.form import Form, Item, ItemType, Option
from duizend.questionnaires.rules.options import WEIGHTS
from duizend.questionnaires.rules.plain_sums import STANDARD
from duizend.questionnaires.rules.response_tree import tree
from duizend.questionnaires.rules.values import KINDS, Answers, Value, is_value


@dataclass(frozen=True)
class OpenAnswers:
    """The answers of open questions, as numbers and as what they count for."""

    form: Form
    answers: Answers
    opened: Container[str]

    def how_many(self, link_id: str) -> int:
        return len(self.answers.get(link_id, ())) if link_id in self.opened else 0

    def weights(self, link_id: str) -> Sequence[Decimal]:
        if link_id not in self.opened:
            return ()
        values = self.answers.get(link_id, ())
        if not values:
            return ()
        item = self.form.by_link_id[link_id]
        chosen = (chosen_option(item, value) for value in values)
        return [one.weight for one in chosen if one is not None and one.weight is not None]

    def numbers(self, link_id: str) -> Sequence[Decimal]:
        if link_id not in self.opened:
            return ()
        found = []
        for value in self.answers.get(link_id, ()):
            plain = value.get("valueInteger", value.get("valueDecimal"))
            if plain is not None:
                found.append(Decimal(str(plain)))
        return found


def chosen_option(item: Item, value: Value) -> Option | None:
    """The option that this answer is: the same code of the same system, or the same value."""
    coding = value.get("valueCoding")
    for option in item.options:
        if isinstance(coding, Mapping):
            own = option.value.get("valueCoding")
            if own is not None and same_coding(own, coding):
                return option
        elif option.value == value:
            return option
    return None


def same_coding(own: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    by = "code" if own.get("code") else "display"
    return own.get(by) == given.get(by) and own.get("system", "") == given.get("system", "")


def work_out(form: Form, item: Item, answers: Answers, opened: Container[str]) -> Sequence[Value]:
    """The value of an item that is calculated, as an answer; empty when there is no result."""
    if item.calculation is None:
        return answers.get(item.link_id, ())
    if item.calculation.plain is not None:
        result: Any = item.calculation.plain(OpenAnswers(form, answers, opened))
    else:
        try:
            found = by_fhirpath(form, item.calculation, answers, opened)
        except BadExpression:
            # It ran when the list came in; with these answers it does not: no result.
            found = []
        result = found[0] if len(found) == 1 else None
    return as_answer(item, result)


def by_fhirpath(
    form: Form, calculation: Calculation, answers: Answers, opened: Container[str]
) -> list[Any]:
    """What the expression itself gives. Raises BadExpression when it cannot run."""
    counted = {
        link_id: [_with_weight(form.by_link_id[link_id], value) for value in values]
        for link_id, values in answers.items()
        if link_id in form.by_link_id and link_id in opened
    }
    response = {
        "resourceType": "QuestionnaireResponse",
        "item": tree(form.items, counted, opened, words=False),
    }
    names: dict[str, Any] = {
        "resource": response,
        "context": response,
        "questionnaire": form.resource,
    }
    for name, expression in calculation.variables:
        names[name] = expression.run(response, names)
    return calculation.expression.run(response, names)


def _with_weight(item: Item, value: Value) -> Value:
    """An answer that carries what it counts for under both standard names, or under none."""
    option = chosen_option(item, value)
    if option is None:
        return value
    [(name, plain)] = option.value.items()
    weights = [] if option.weight is None else _weight_extensions(option.weight)
    if not isinstance(plain, Mapping):
        return {name: plain, **({"extension": weights} if weights else {})}
    beside = plain.get("extension")
    others = [
        one
        for one in (beside if isinstance(beside, list) else [])
        if isinstance(one, Mapping) and str(one.get("url", "")).rpartition("/")[2] not in WEIGHTS
    ]
    rest = {key: given for key, given in plain.items() if key != "extension"}
    extension = [*weights, *others]
    return {name: {**rest, **({"extension": extension} if extension else {})}}


def _weight_extensions(weight: Decimal) -> list[dict[str, Any]]:
    number = int(weight) if weight == weight.to_integral_value() else float(weight)
    return [{"url": url, "valueDecimal": number} for url in STANDARD]


def as_answer(item: Item, result: Any) -> Sequence[Value]:
    """A result as an answer of this item; empty when it is no such value."""
    if result is None:
        return ()
    if item.type in (ItemType.INTEGER, ItemType.DECIMAL):
        number = _number(result)
        if number is None or (item.type is ItemType.INTEGER and number % 1):
            return ()
        plain: Any = int(number) if number % 1 == 0 else float(number)
    else:
        plain = result if isinstance(result, bool) else str(result)
    kind = KINDS[item.type][0]
    return ({f"value{kind}": plain},) if is_value(kind, plain) else ()


def _number(result: Any) -> Decimal | None:
    if isinstance(result, bool):
        return None
    try:
        number = Decimal(str(result))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def try_out(form: Form, link_id: str) -> None:
    """Run an expression without answers and with one everywhere. Raises BadExpression."""
    calculation = form.by_link_id[link_id].calculation
    if calculation is None:
        return
    opened = form.by_link_id.keys()
    everywhere = {
        item.link_id: [item.options[0].value] if item.options else _example(item)
        for item in form.questions()
        if item.link_id != link_id
    }
    for answers in ({}, everywhere):
        by_fhirpath(form, calculation, answers, opened)
        if calculation.plain is not None:
            try:
                calculation.plain(OpenAnswers(form, answers, opened))
            except TypeError as wrong:
                raise BadExpression(str(wrong)) from wrong


_EXAMPLES: Mapping[str, Any] = {
    "Boolean": True,
    "Integer": 1,
    "Decimal": 1.5,
    "Date": "2026-11-23",
    "DateTime": "2026-11-23T10:00:00Z",
    "Time": "10:00:00",
    "String": "x",
    "Uri": "https://example.org/",
    "Coding": {"code": "x"},
}


def _example(item: Item) -> list[Value]:
    kind = KINDS[item.type][0]
    return [{f"value{kind}": _EXAMPLES[kind]}]
