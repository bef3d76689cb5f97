"""QuestionnaireResponses of FHIR R4: taking one in, and giving one out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from duizend.questionnaires.rules.answers import LONGEST_TEXT, AnswerRefused, check_bounds
from duizend.questionnaires.rules.elements import Element, check_whole
from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.form import ALONE, ANSWER_SYSTEM, YES, Form, Item, ItemType
from duizend.questionnaires.rules.identity import identity_of
from duizend.questionnaires.rules.problems import Findings
from duizend.questionnaires.rules.response_tree import tree
from duizend.questionnaires.rules.values import KINDS, Answers, Value, is_value
from duizend.questionnaires.rules.working_out import chosen_option

STATUSES = frozenset(("in-progress", "completed", "amended", "entered-in-error", "stopped"))


class Ignored(StrEnum):
    """Why an answer counts for nothing."""

    CLOSED = "closed"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NOT_A_QUESTION = "not_a_question"
    WORKED_OUT_HERE = "worked_out_here"
    NOT_A_VALUE = "not_a_value"
    NOT_AN_OPTION = "not_an_option"
    ONE_ANSWER_ONLY = "one_answer_only"
    OUT_OF_BOUNDS = "out_of_bounds"
    MODIFIER = "modifier"


class Mismatch(StrEnum):
    """Why a response as a whole is refused."""

    NOT_A_RESPONSE = "not_a_response"
    BROKEN = "broken"
    NO_STATUS = "no_status"
    OTHER_LIST = "other_list"
    OTHER_VERSION = "other_version"


class ResponseRefused(ValueError):
    """A response that cannot be laid beside this list."""

    def __init__(self, reason: Mismatch, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


@dataclass(frozen=True)
class Received:
    """What a response says: the answers that fit their question, and what was left out."""

    answers: Answers
    ignored: tuple[tuple[str, Ignored], ...]


def read_response(form: Form, resource: object) -> Received:
    """The answers of a QuestionnaireResponse. Raises ResponseRefused.

    Where an item stands is not held against it: many programs write a flat list.
    """
    if not isinstance(resource, Mapping) or (
        resource.get("resourceType") != "QuestionnaireResponse"
    ):
        raise ResponseRefused(Mismatch.NOT_A_RESPONSE)
    found = Findings()
    check_whole(resource, found)
    if found.found:
        first = next(iter(found.found))
        raise ResponseRefused(Mismatch.BROKEN, f"{first.link_id} {first.problem}".strip())
    element = Element(resource, "", found)
    element.check_no_modifier()
    _check_about(form, element)
    answers: dict[str, Sequence[Value]] = {}
    ignored: dict[tuple[str, Ignored], None] = {}
    seen: set[str] = set()
    for link_id, given in _answered(element):
        if link_id in seen:
            ignored[link_id, Ignored.TWICE] = None
            answers.pop(link_id, None)
            continue
        seen.add(link_id)
        values, reason = _values(form.by_link_id.get(link_id), given)
        if reason is not None:
            ignored[link_id, reason] = None
        elif values:
            answers[link_id] = values
    if found.found:
        raise ResponseRefused(Mismatch.BROKEN, next(iter(found.found)).detail)
    return Received(answers, tuple(ignored))


def _check_about(form: Form, element: Element) -> None:
    status = element.text("status", 80)
    if status not in STATUSES:
        raise ResponseRefused(Mismatch.NO_STATUS, status)
    named = element.text("questionnaire", 400)
    if not named:
        return
    about, _bar, version = named.partition("|")
    identity, own = identity_of(form), form.resource.get("id")
    if about != identity.url and about not in (f"Questionnaire/{own}", own):
        raise ResponseRefused(Mismatch.OTHER_LIST, about)
    if version and version != identity.version:
        raise ResponseRefused(Mismatch.OTHER_VERSION, version)


def _answered(element: Element) -> Iterator[tuple[str, list[Element]]]:
    """Each item with answers, wherever it stands, in reading order; without recursion."""
    left = list(reversed(element.objects("item")))
    while left:
        item = left.pop()
        link_id = item.text("linkId", 255)
        given = item.objects("answer")
        if given:
            yield link_id, given
        below = [x for one in (item, *given) for x in one.objects("item")]
        left.extend(reversed(below))


def _values(item: Item | None, given: list[Element]) -> tuple[list[Value], Ignored | None]:
    if item is None or item.link_id == ALONE:
        return [], Ignored.UNKNOWN
    if not item.is_question:
        return [], Ignored.NOT_A_QUESTION
    if item.calculation is not None:
        return [], Ignored.WORKED_OUT_HERE
    values: list[Value] = []
    for one in given:
        if "modifierExtension" in one.raw:
            return [], Ignored.MODIFIER
        value, reason = _value(item, one)
        if reason is not None:
            return [], reason
        if value is not None and value not in values:
            values.append(value)
    # Beside a choice there may be own words, once.
    chosen = sum(chosen_option(item, value) is not None for value in values)
    words = len(values) - chosen
    if not item.repeats and (max(chosen, words) > 1 or len(values) > 2 - (not item.is_choice)):
        return [], Ignored.ONE_ANSWER_ONLY
    most = item.bounds.max_occurs
    if most is not None and len(values) > most:
        return [], Ignored.OUT_OF_BOUNDS
    return values, None


def _value(item: Item, element: Element) -> tuple[Value | None, Ignored | None]:
    value = element.kept("value")
    if not value:
        return None, None  # only what stands under it
    [(name, plain)] = value.items() if len(value) == 1 else [("", None)]
    kind = name.removeprefix("value")
    if kind not in KINDS[item.type] or not is_value(kind, plain):
        return None, Ignored.NOT_A_VALUE
    if item.is_choice:
        option = chosen_option(item, value)
        if option is not None:
            return option.value, None
        if item.type is not ItemType.OPEN_CHOICE or kind != "String":
            return None, Ignored.NOT_AN_OPTION
    if isinstance(plain, str) and len(plain) > (min(item.max_length, LONGEST_TEXT) or LONGEST_TEXT):
        return None, Ignored.OUT_OF_BOUNDS
    try:
        check_bounds(item, value)
    except AnswerRefused:
        return None, Ignored.OUT_OF_BOUNDS
    return value, None


def as_if_alone(form: Form, answers: Answers) -> Answers:
    """With our own question answered: what was asked alone was said, whoever listens now."""
    if form.gate != ALONE:
        return answers
    return {**answers, ALONE: [{"valueCoding": {"system": ANSWER_SYSTEM, "code": YES}}]}


def write_response(
    form: Form,
    answers: Answers,
    *,
    status: str,
    authored: datetime,
    response_id: str = "",
    subject: str = "",
) -> dict[str, Any]:
    """A FHIR R4 QuestionnaireResponse of what is open and was answered.

    `subject` is a reference such as `Patient/…`; left out when empty. Raises ValueError for a
    status that FHIR does not have.
    """
    if status not in STATUSES:
        raise ValueError(status)
    identity = identity_of(form)
    told = as_if_alone(form, answers)
    plain = {name: [_in_full(value) for value in values] for name, values in told.items()}
    found: dict[str, Any] = {"resourceType": "QuestionnaireResponse"}
    if response_id:
        found["id"] = response_id
    found |= {"questionnaire": f"{identity.url}|{identity.version}", "status": status}
    if subject:
        found["subject"] = {"reference": subject}
    found["authored"] = authored.astimezone().isoformat(timespec="seconds")
    items = tree(form.items, plain, open_items(form, told))
    return {**found, "item": items} if items else found


def _in_full(value: Value) -> Value:
    """A moment as FHIR writes it: with seconds and zone; a page gives it without."""
    raw = value.get("valueDateTime")
    if isinstance(raw, str) and "T" in raw and not is_value("DateTime", raw):
        return {"valueDateTime": datetime.fromisoformat(raw).astimezone().isoformat()}
    return value
