"""Reading a FHIR R4 Questionnaire from its JSON.

Refuses what this engine cannot run, each time with the linkId and the reason, before anybody
sees it. Whatever comes in: a Form, or CannotRun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from duizend.questionnaires.rules.calculating import (
    Calculation,
    inputs_of,
    read_calculation,
    read_variables,
)
from duizend.questionnaires.rules.elements import Element, check_whole
from duizend.questionnaires.rules.expressions import BadExpression, Expression
from duizend.questionnaires.rules.form import (
    ALONE,
    ANSWER_SYSTEM,
    NO,
    YES,
    Form,
    Item,
    ItemType,
    Option,
)
from duizend.questionnaires.rules.items import DEEPEST, MOST_ITEMS, Reader
from duizend.questionnaires.rules.ordering import in_dependence
from duizend.questionnaires.rules.plain_sums import plainly
from duizend.questionnaires.rules.problems import CannotRun, Findings, Problem, Refusal
from duizend.questionnaires.rules.working_out import try_out

__all__ = ["DEEPEST", "MOST_ITEMS", "CannotRun", "Problem", "Refusal", "read"]

LONGEST_TITLE = 200


def read(resource: object) -> Form:
    """Read a Questionnaire. Raises CannotRun with every linkId and what is wrong there."""
    found = Findings()
    if not isinstance(resource, Mapping) or resource.get("resourceType") != "Questionnaire":
        raise CannotRun([Refusal("", Problem.NOT_A_QUESTIONNAIRE)])
    check_whole(resource, found)
    if any(one.problem in (Problem.TOO_DEEP, Problem.TOO_LARGE) for one in found.found):
        found.check()
    element = Element(resource, "", found)
    element.check_no_modifier()
    reader = Reader(found, _value_sets(element))
    items = reader.items(element, "", "", depth=1)
    if not resource.get("item"):
        found.add("", Problem.NO_ITEMS)
    form = _form(element, items)
    _check_names(form, list(_all(items)), reader)
    form = _calculating(form, reader, element)
    found.check()
    form = in_dependence(form, found)
    found.check()
    _try(form, reader)
    found.check()
    return form


def _form(element: Element, items: tuple[Item, ...]) -> Form:
    own = element.own()
    gate = _gate(items)
    if not gate and any(item.ask_alone for one in items for item in one.questions()):
        items, gate = _with_gate(items), ALONE
    every = list(_all(items))
    return Form(
        url=element.text("url", 300),
        version=element.text("version", 60),
        title=element.text("title", LONGEST_TITLE),
        purpose=element.text("purpose"),
        copyright=element.text("copyright"),
        translation=str(next(iter(own.get("translation", [])), "")),
        items=items,
        gate=gate,
        conversation_card=str(next(iter(own.get("conversation-card", [])), "")),
        by_link_id={item.link_id: item for item in every},
        parents={child.link_id: item.link_id for item in every for child in item.items},
        resource=element.raw,
    )


def _value_sets(element: Element) -> dict[str, Element]:
    return {
        one.text("id"): one
        for one in element.objects("contained")
        if one.raw.get("resourceType") == "ValueSet"
    }


def _check_names(form: Form, every: Sequence[Item], reader: Reader) -> None:
    """Each linkId once; each enableWhen about a question of this list."""
    found, seen = reader.found, set[str]()
    for item in every:
        # An item without linkId was refused already.
        if item.link_id in seen and item.link_id:
            found.add(item.link_id, Problem.DOUBLE_LINK_ID)
        seen.add(item.link_id)
    for item in every:
        for condition in item.enable_when:
            asked = form.by_link_id.get(condition.question)
            # A question that was refused itself says why; what hangs on it says nothing new.
            is_refused = asked is None and condition.question in reader.named
            if not is_refused and (asked is None or not asked.is_question):
                found.add(item.link_id, Problem.UNKNOWN_QUESTION, condition.question[:255])


def _calculating(form: Form, reader: Reader, element: Element) -> Form:
    """The form with the expressions of its items, and which of them enableWhen asks about."""
    around = {"": read_variables(element, {})}
    made: dict[str, tuple[Expression, dict[str, Expression]]] = {}
    for link_id, one in reader.elements_in_order(form):
        # A parent that was refused itself, or bears the same linkId, is not there yet.
        variables = read_variables(one, around.get(form.parents.get(link_id, ""), around[""]))
        around[link_id] = variables
        expression = read_calculation(one, form.by_link_id[link_id], variables)
        if expression is not None:
            made[link_id] = (expression, variables)
    if not made:
        return form
    form = _with_items(form, {link_id: Calculation(made[link_id][0]) for link_id in made})
    calculations = {
        link_id: Calculation(
            expression,
            tuple(variables.items()),
            inputs_of([expression, *variables.values()], form.by_link_id, link_id),
            plainly(expression.tree, {name: one.tree for name, one in variables.items()}, form),
        )
        for link_id, (expression, variables) in made.items()
    }
    return _with_items(form, calculations)


def _with_items(form: Form, calculations: Mapping[str, Calculation]) -> Form:
    def walk(item: Item) -> Item:
        return replace(
            item,
            calculation=calculations.get(item.link_id),
            items=tuple(walk(child) for child in item.items),
        )

    items = tuple(walk(item) for item in form.items)
    return replace(
        form,
        items=items,
        by_link_id={item.link_id: item for item in _all(items)},
        calculated=tuple(calculations),
    )


def _try(form: Form, reader: Reader) -> None:
    """Run each expression once without answers and once with one everywhere."""
    for link_id in form.calculated:
        try:
            try_out(form, link_id)
        except BadExpression as bad:
            reader.found.add(link_id, Problem.EXPRESSION, str(bad))


def _all(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _all(item.items)


def _gate(items: Sequence[Item]) -> str:
    for item in _all(items):
        if item.is_question and item.for_professional and item.restricted:
            return item.link_id
    return ""


def _with_gate(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Put our own question before the first one that is for her ears alone."""
    done = False

    def walk(item: Item) -> list[Item]:
        nonlocal done
        if item.is_question and item.ask_alone and not done:
            done = True
            return [_are_we_alone(item.life_domain), item]
        return [replace(item, items=tuple(new for old in item.items for new in walk(old)))]

    return tuple(new for item in items for new in walk(item))


def _are_we_alone(life_domain: str) -> Item:
    options = tuple(
        Option(code, "", {"valueCoding": {"system": ANSWER_SYSTEM, "code": code}})
        for code in (YES, NO)
    )
    return Item(
        ALONE,
        ItemType.CHOICE,
        options=options,
        life_domain=life_domain,
        restricted=True,
        for_professional=True,
    )
