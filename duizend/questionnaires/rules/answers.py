"""What was filled in becomes a FHIR answer, or is refused with a reason."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlsplit

from duizend.questionnaires.rules.form import DECLINED, Item, ItemType
from duizend.questionnaires.rules.values import Value, in_order
from duizend.questionnaires.rules.working_out import chosen_option

LONGEST_STRING = 255
LONGEST_TEXT = 2000
# FHIR: an integer is 32 bits, signed.
INTEGERS = range(-(2**31), 2**31)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INTEGER = re.compile(r"-?[0-9]{1,10}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,10})?")


class Refused(StrEnum):
    NOT_A_QUESTION = "not_a_question"
    NOT_AN_OPTION = "not_an_option"
    ONE_ANSWER_ONLY = "one_answer_only"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DAY = "not_a_day"
    NOT_A_MOMENT = "not_a_moment"
    NOT_A_TIME = "not_a_time"
    NOT_AN_ADDRESS = "not_an_address"
    TOO_SHORT = "too_short"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_MANY_ANSWERS = "too_many_answers"
    WORKED_OUT_HERE = "worked_out_here"


class AnswerRefused(ValueError):
    """An answer that does not fit its question. Nothing was kept of it.

    `limit` is what it should have kept to, where there is such a limit.
    """

    def __init__(self, link_id: str, reason: Refused, limit: object = "") -> None:
        super().__init__(f"{link_id}: {reason}")
        self.reason, self.limit = reason, str(limit)


@dataclass(frozen=True)
class Given:
    """What came from the page: the keys of what was chosen, and what was written."""

    chosen: tuple[str, ...] = ()
    text: str = ""


def answer(item: Item, given: Given) -> tuple[Value, ...]:
    """The FHIR values of an answer, empty when nothing was filled in.

    A question that takes several written answers has one on each line.

    "I would rather not answer" stands alone: with it, nothing else that was ticked is kept.
    Raises AnswerRefused.
    """
    if not item.is_question:
        raise AnswerRefused(item.link_id, Refused.NOT_A_QUESTION)
    if item.calculation is not None:
        raise AnswerRefused(item.link_id, Refused.WORKED_OUT_HERE)
    if item.is_choice:
        return _few(item, _choice(item, given))
    if given.chosen and item.type is not ItemType.BOOLEAN:
        raise AnswerRefused(item.link_id, Refused.NOT_AN_OPTION)
    raw = "".join(given.chosen[:1]) if item.type is ItemType.BOOLEAN else given.text.strip()
    if len(given.chosen) > 1:
        raise AnswerRefused(item.link_id, Refused.ONE_ANSWER_ONLY)
    lines = several_in(raw) if item.repeats and item.type is not ItemType.BOOLEAN else [raw]
    return _few(item, tuple(_kept(item, line) for line in lines if line))


def several_in(raw: str) -> list[str]:
    """The answers to a question that takes several: one on each line."""
    return [line.strip() for line in raw.splitlines() if line.strip()]


def _few(item: Item, values: tuple[Value, ...]) -> tuple[Value, ...]:
    most = item.bounds.max_occurs
    if most is not None and len(values) > most:
        raise AnswerRefused(item.link_id, Refused.TOO_MANY_ANSWERS, most)
    return values


def _kept(item: Item, raw: str) -> Value:
    value = _value(item, raw)
    check_bounds(item, value)
    return value


def check_bounds(item: Item, value: Value) -> None:
    """Raises AnswerRefused for a value that is outside what the list allows."""
    [(name, plain)] = value.items()
    kind, bounds = name.removeprefix("value"), item.bounds
    if isinstance(plain, str) and kind in ("String", "Uri"):
        if len(plain) < bounds.min_length:
            raise AnswerRefused(item.link_id, Refused.TOO_SHORT, bounds.min_length)
        return
    given = in_order(kind, plain)
    for limit, reason, sign in (
        (bounds.least, Refused.TOO_LOW, 1),
        (bounds.most, Refused.TOO_HIGH, -1),
    ):
        bound = in_order(kind, limit)
        if given is None or bound is None:
            continue
        if (given < bound) if sign > 0 else (given > bound):
            raise AnswerRefused(item.link_id, reason, limit)
    if bounds.decimals is not None and isinstance(given, Decimal):
        exponent = given.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > bounds.decimals:
            raise AnswerRefused(item.link_id, Refused.TOO_MANY_DECIMALS, bounds.decimals)


def _choice(item: Item, given: Given) -> tuple[Value, ...]:
    known = {option.key: option for option in item.options}
    chosen = tuple(dict.fromkeys(key for key in given.chosen if key))
    if not set(chosen) <= known.keys():
        raise AnswerRefused(item.link_id, Refused.NOT_AN_OPTION)
    if len(chosen) > 1 and not item.repeats:
        raise AnswerRefused(item.link_id, Refused.ONE_ANSWER_ONLY)
    if DECLINED in chosen:
        return (known[DECLINED].value,)
    text = given.text.strip()
    if text and item.type is not ItemType.OPEN_CHOICE:
        raise AnswerRefused(item.link_id, Refused.NOT_AN_OPTION)
    # In the order of the list, so that the same choice is the same answer.
    values = [option.value for option in item.options if option.key in chosen]
    if not text:
        return tuple(values)
    lines = several_in(text) if item.repeats else [text]
    return (*values, *({"valueString": _text(item, line, LONGEST_STRING)} for line in lines))


def _value(item: Item, raw: str) -> Value:
    refused = AnswerRefused
    match item.type:
        case ItemType.BOOLEAN:
            if raw not in ("true", "false"):
                raise refused(item.link_id, Refused.NOT_YES_OR_NO)
            return {"valueBoolean": raw == "true"}
        case ItemType.INTEGER:
            if not _INTEGER.fullmatch(raw) or int(raw) not in INTEGERS:
                raise refused(item.link_id, Refused.NOT_A_WHOLE_NUMBER)
            return {"valueInteger": int(raw)}
        case ItemType.DECIMAL:
            if not _DECIMAL.fullmatch(raw):
                raise refused(item.link_id, Refused.NOT_A_NUMBER)
            number = float(raw.replace(",", "."))
            return {"valueDecimal": int(number) if math.floor(number) == number else number}
        case ItemType.DATE:
            return {"valueDate": _iso(item, raw, date.fromisoformat, Refused.NOT_A_DAY)}
        case ItemType.DATE_TIME:
            moment = _iso(item, raw, datetime.fromisoformat, Refused.NOT_A_MOMENT)
            return {"valueDateTime": moment}
        case ItemType.TIME:
            return {"valueTime": _iso(item, raw, time.fromisoformat, Refused.NOT_A_TIME)}
        case ItemType.URL:
            if urlsplit(raw).scheme not in ("http", "https") or len(raw) > LONGEST_TEXT:
                raise refused(item.link_id, Refused.NOT_AN_ADDRESS)
            return {"valueUri": _text(item, raw, LONGEST_TEXT)}
        case ItemType.STRING:
            return {"valueString": _text(item, raw, LONGEST_STRING)}
        case _:
            return {"valueString": _text(item, raw, LONGEST_TEXT)}


def _iso(
    item: Item, raw: str, parse: Callable[[str], date | datetime | time], reason: Refused
) -> str:
    try:
        value = parse(raw)
    except ValueError:
        raise AnswerRefused(item.link_id, reason) from None
    return value.isoformat()


def _text(item: Item, raw: str, longest: int) -> str:
    raw = raw.replace("\r\n", "\n")
    most = min(item.max_length, LONGEST_TEXT) or longest
    if len(raw) > most:
        raise AnswerRefused(item.link_id, Refused.TOO_LONG, most)
    if _CONTROL.search(raw):
        raise AnswerRefused(item.link_id, Refused.NOT_TEXT)
    return raw


def given_from(item: Item, values: Sequence[Value]) -> Given:
    """The other way round: what to tick and to write, to show an answer again."""
    keys = {json.dumps(option.value, sort_keys=True): option.key for option in item.options}
    chosen: list[str] = []
    text = ""
    for value in values:
        key = keys.get(json.dumps(value, sort_keys=True))
        [plain] = value.values()
        if key is None and (option := chosen_option(item, value)) is not None:
            key = option.key
        if key is not None:
            chosen.append(key)
        elif isinstance(plain, bool):
            chosen.append("true" if plain else "false")
        elif not isinstance(plain, dict):
            text = f"{text}\n{plain}" if text else str(plain)
    return Given(tuple(chosen), text)


def digest(values: Sequence[Value]) -> str:
    """A short mark of an answer, to see whether it is still the one that was on the page."""
    canonical = json.dumps(list(values), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
