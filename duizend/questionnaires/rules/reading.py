"""Reading a FHIR R4 Questionnaire from its JSON.

Refuses what this engine cannot run, with the linkId and the reason, before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from duizend.questionnaires.rules.form import (
    ALONE,
    ANSWER_SYSTEM,
    NO,
    YES,
    Condition,
    Form,
    Item,
    ItemType,
    Operator,
    Option,
)

EXTENSION = "urn:duizend:"
MOST_ITEMS = 1000
DEEPEST = 20
# What an answer can be compared with here; not quantities and references.
COMPARABLE = frozenset(
    f"answer{kind}"
    for kind in (
        "Boolean",
        "Integer",
        "Decimal",
        "Date",
        "DateTime",
        "Time",
        "String",
        "Coding",
    )
)


class Problem(StrEnum):
    """Why a questionnaire cannot be run."""

    NO_ITEMS = "no_items"
    TOO_LARGE = "too_large"
    NO_LINK_ID = "no_link_id"
    DOUBLE_LINK_ID = "double_link_id"
    UNKNOWN_TYPE = "unknown_type"
    NO_OPTIONS = "no_options"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPERATOR = "unknown_operator"
    NO_ANSWER_TO_COMPARE = "no_answer_to_compare"
    CIRCULAR = "circular"


class CannotRun(ValueError):
    """A questionnaire that this engine refuses: at which item, and why."""

    def __init__(self, link_id: str, problem: Problem) -> None:
        super().__init__(f"{link_id}: {problem}")
        self.link_id = link_id
        self.problem = problem


def read(resource: Mapping[str, Any]) -> Form:
    """Read a Questionnaire. Raises CannotRun with the linkId and what is wrong there."""
    raw = resource.get("item") or []
    if not raw:
        raise CannotRun("", Problem.NO_ITEMS)
    items = tuple(_item(one, "", depth=1) for one in raw)
    gate = _gate(items)
    if not gate and any(item.ask_alone for one in items for item in one.questions()):
        items, gate = _with_gate(items), ALONE
    form = Form(
        url=str(resource.get("url", "")),
        version=str(resource.get("version", "")),
        title=str(resource.get("title", "")),
        purpose=str(resource.get("purpose", "")),
        copyright=str(resource.get("copyright", "")),
        translation=str(next(iter(_extensions(resource).get("translation", [])), "")),
        items=items,
        gate=gate,
        conversation_card=str(next(iter(_extensions(resource).get("conversation-card", [])), "")),
        by_link_id={item.link_id: item for item in _all(items)},
        parents={child.link_id: item.link_id for item in _all(items) for child in item.items},
    )
    _check(form)
    return replace(form, order=_order(form))


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


def _item(raw: Mapping[str, Any], life_domain: str, *, depth: int) -> Item:
    link_id = str(raw.get("linkId", ""))
    if not link_id:
        raise CannotRun("", Problem.NO_LINK_ID)
    if depth > DEEPEST:
        raise CannotRun(link_id, Problem.TOO_LARGE)
    try:
        kind = ItemType(raw.get("type", ""))
    except ValueError:
        raise CannotRun(link_id, Problem.UNKNOWN_TYPE) from None
    extensions = _extensions(raw)
    own = str(next(iter(extensions.get("life-domain", [])), life_domain))
    options = tuple(_option(one) for one in raw.get("answerOption") or [])
    if kind in (ItemType.CHOICE, ItemType.OPEN_CHOICE) and not options:
        raise CannotRun(link_id, Problem.NO_OPTIONS)
    return Item(
        link_id=link_id,
        type=kind,
        text=str(raw.get("text", "")),
        items=tuple(_item(one, own, depth=depth + 1) for one in raw.get("item") or []),
        options=options,
        repeats=bool(raw.get("repeats", False)),
        max_length=int(raw.get("maxLength") or 0),
        enable_when=tuple(_condition(one, link_id) for one in raw.get("enableWhen") or []),
        enable_any=raw.get("enableBehavior") == "any",
        life_domain=own,
        restricted=True in extensions.get("restricted", []),
        ask_alone=True in extensions.get("ask-alone", []),
        for_professional="professional" in extensions.get("for", []),
        is_deeper="deeper" in extensions.get("depth", []),
        phases=tuple(map(str, extensions.get("phase", []))),
        conversation_card=str(next(iter(extensions.get("conversation-card", [])), "")),
        asks=tuple(map(str, extensions.get("asks", []))),
    )


def _option(raw: Mapping[str, Any]) -> Option:
    value = {name: given for name, given in raw.items() if name.startswith("value")}
    extensions = _extensions(raw)
    coding = value.get("valueCoding")
    plain = next(iter(value.values()), "")
    return Option(
        key=str(coding.get("code", "")) if isinstance(coding, Mapping) else str(plain),
        label=str(coding.get("display", "")) if isinstance(coding, Mapping) else str(plain),
        value=value,
        concepts=tuple(map(str, extensions.get("concept", []))),
        talk_now=str(next(iter(extensions.get("talk-now", [])), "")),
        direct_flag=str(next(iter(extensions.get("direct-flag", [])), "")),
    )


def _condition(raw: Mapping[str, Any], link_id: str) -> Condition:
    try:
        operator = Operator(raw.get("operator", ""))
    except ValueError:
        raise CannotRun(link_id, Problem.UNKNOWN_OPERATOR) from None
    answer = {name: given for name, given in raw.items() if name.startswith("answer")}
    if len(answer) != 1 or not answer.keys() <= COMPARABLE:
        raise CannotRun(link_id, Problem.NO_ANSWER_TO_COMPARE)
    return Condition(str(raw.get("question", "")), operator, answer)


def _extensions(raw: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Our own extensions by their short name, each with all its values."""
    found: dict[str, list[Any]] = {}
    for extension in raw.get("extension") or []:
        url = str(extension.get("url", ""))
        if url.startswith(EXTENSION):
            values = [given for name, given in extension.items() if name.startswith("value")]
            found.setdefault(url.removeprefix(EXTENSION), []).extend(values)
    return found


def _check(form: Form) -> None:
    every = list(_all(form.items))
    if len(every) > MOST_ITEMS:
        raise CannotRun("", Problem.TOO_LARGE)
    seen: set[str] = set()
    for item in every:
        if item.link_id in seen:
            raise CannotRun(item.link_id, Problem.DOUBLE_LINK_ID)
        seen.add(item.link_id)
    for item in every:
        for condition in item.enable_when:
            asked = form.by_link_id.get(condition.question)
            if asked is None or not asked.is_question:
                raise CannotRun(item.link_id, Problem.UNKNOWN_QUESTION)


def _order(form: Form) -> tuple[str, ...]:
    """Every linkId after those it hangs on: its parent and the questions of its enableWhen.

    Raises CannotRun when an item hangs on itself.
    """
    done: dict[str, None] = {}
    for start in form.by_link_id:
        if start in done:
            continue
        path: list[tuple[str, Iterator[str]]] = [(start, _hangs_on(form, start))]
        on_path = {start}
        while path:
            link_id, rest = path[-1]
            further = next(rest, None)
            if further is None:
                done[link_id] = None
                on_path.discard(link_id)
                path.pop()
            elif further in on_path:
                raise CannotRun(start, Problem.CIRCULAR)
            elif further not in done:
                on_path.add(further)
                path.append((further, _hangs_on(form, further)))
    return tuple(done)


def _hangs_on(form: Form, link_id: str) -> Iterator[str]:
    if link_id in form.parents:
        yield form.parents[link_id]
    item = form.by_link_id[link_id]
    if item.ask_alone:
        yield form.gate
    for condition in item.enable_when:
        yield condition.question
