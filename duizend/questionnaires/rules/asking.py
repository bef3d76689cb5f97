"""Asking once: what a question is about, and what of an earlier answer still answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from duizend.questionnaires.rules.enabling import Answers, Value
from duizend.questionnaires.rules.form import Form, Item, ItemType
from duizend.questionnaires.rules.meaning import concepts_of, says_something
from duizend.questionnaires.rules.progress import is_asked

# From here on one asks gently: a trimester of a pregnancy has gone by.
LONG_AGO_DAYS = 90
# Source 002, by way of F5: more questions than this in own words are too many at once.
MOST_OPEN_QUESTIONS = 10
WRITTEN = (ItemType.TEXT, ItemType.STRING)


def asks_about(item: Item) -> frozenset[str]:
    """The codes of the concepts that a question is about, whatever is answered."""
    pointed_to = (
        concept for option in item.options if not option.is_declined for concept in option.concepts
    )
    return frozenset((*pointed_to, *item.asks))


def asked_by(form: Form) -> frozenset[str]:
    """All concepts that a list asks about."""
    return frozenset(concept for item in form.questions() for concept in asks_about(item))


def is_same_question(one: Item, other: Item) -> bool:
    """The same words and kind of answer, in whichever list: PHQ-2 and PHQ-9 share two."""
    return one.type == other.type and _plain(one.text) == _plain(other.text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def same_answer(item: Item, values: Sequence[Value]) -> tuple[Value, ...]:
    """An earlier answer to the same question as it can be given here; empty when it cannot.

    Its options may have changed between versions of a list.
    """
    if not item.options:
        return tuple(values)
    here = [option.value for option in item.options]
    fits = all(
        value in here or (item.type is ItemType.OPEN_CHOICE and "valueString" in value)
        for value in values
    )
    return tuple(values) if fits else ()


def answer_by_concepts(item: Item, said: Collection[str]) -> tuple[Value, ...]:
    """What to choose here, when elsewhere these concepts were said; empty when that is unclear.

    Each concept that the question knows must be told by what is chosen and nothing else may
    be; where one choice is allowed there must be exactly one.
    """
    known = {concept for option in item.options for concept in option.concepts}
    wanted = known & set(said)
    chosen = [o for o in item.options if o.concepts and set(o.concepts) <= wanted]
    told = {concept for option in chosen for concept in option.concepts}
    if not wanted or told != wanted or (len(chosen) > 1 and not item.repeats):
        return ()
    return tuple(option.value for option in chosen)


def words_of(item: Item, values: Sequence[Value], *, yes: str, no: str) -> str:
    """An answer as it was chosen or written, on one line."""
    labels = {_key(option.value): option.label for option in item.options}
    labels |= {_key({"valueBoolean": True}): yes, _key({"valueBoolean": False}): no}
    return ", ".join(_words(value, labels) for value in values)


def _words(value: Value, labels: Mapping[str, str]) -> str:
    known = labels.get(_key(value))
    if known:
        return known
    [plain] = value.values()
    if isinstance(plain, Mapping):
        return str(plain.get("display") or plain.get("code") or "")
    return str(plain)


def _key(value: Mapping[str, Any]) -> str:
    return repr(sorted(value.items(), key=str))


def is_long_ago(day: date, today: date) -> bool:
    return (today - day).days >= LONG_AGO_DAYS


def opens_with_strength(form: Form, protective: Collection[str]) -> bool:
    """Whether the first question of a list is about what goes well, and only about that."""
    first = next((item for item in form.questions() if not item.for_professional), None)
    return first is not None and _is_about_strengths(first, protective)


def _is_about_strengths(item: Item, protective: Collection[str]) -> bool:
    about = asks_about(item)
    return bool(about) and about <= set(protective)


def where_strengths_are_asked(form: Form, protective: Collection[str]) -> frozenset[str]:
    """linkIds of the questions about what goes well: themselves, or in a part that opens so."""
    found = {q.link_id for q in form.questions() if _is_about_strengths(q, protective)}
    for part in form.items:
        inside = [q.link_id for q in part.questions()]
        if inside and inside[0] in found:
            found.update(inside)
    return frozenset(found)


def tells_strength(form: Form, answers: Answers, protective: Collection[str]) -> bool:
    """Whether a strength was named: chosen, or written where only strengths are asked."""
    for item in form.questions():
        values = answers.get(item.link_id, ())
        if not says_something(values):
            continue
        if concepts_of(item, values) & set(protective):
            return True
        if item.type in WRITTEN and _is_about_strengths(item, protective):
            return True
    return False


def open_questions(form: Form, phase: str) -> int:
    """How many questions of a list ask for an answer in own words, in this phase."""
    return sum(1 for item in _asked(form, phase) if item.type in WRITTEN)


def _asked(form: Form, phase: str) -> Iterator[Item]:
    return (item for item in form.questions() if is_asked(item, phase))
