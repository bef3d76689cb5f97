"""What was filled in becomes a FHIR answer, or is refused with a reason."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from urllib.parse import urlsplit

from duizend.questionnaires.rules.enabling import Value
from duizend.questionnaires.rules.form import DECLINED, Item, ItemType

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


class AnswerRefused(ValueError):
    """An answer that does not fit its question. Nothing was kept of it."""

    def __init__(self, link_id: str, reason: Refused) -> None:
        super().__init__(f"{link_id}: {reason}")
        self.reason = reason


@dataclass(frozen=True)
class Given:
    """What came from the page: the keys of what was chosen, and what was written."""

    chosen: tuple[str, ...] = ()
    text: str = ""


def answer(item: Item, given: Given) -> tuple[Value, ...]:
    """The FHIR values of an answer, empty when nothing was filled in.

    "I would rather not answer" stands alone: with it, nothing else that was ticked is kept.
    Raises AnswerRefused.
    """
    if not item.is_question:
        raise AnswerRefused(item.link_id, Refused.NOT_A_QUESTION)
    if item.is_choice:
        return _choice(item, given)
    if given.chosen and item.type is not ItemType.BOOLEAN:
        raise AnswerRefused(item.link_id, Refused.NOT_AN_OPTION)
    raw = "".join(given.chosen[:1]) if item.type is ItemType.BOOLEAN else given.text.strip()
    if len(given.chosen) > 1:
        raise AnswerRefused(item.link_id, Refused.ONE_ANSWER_ONLY)
    return (_value(item, raw),) if raw else ()


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
    return (*values, *([{"valueString": _text(item, text, LONGEST_STRING)}] if text else []))


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
    if len(raw) > (min(item.max_length, LONGEST_TEXT) or longest):
        raise AnswerRefused(item.link_id, Refused.TOO_LONG)
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
        if key is not None:
            chosen.append(key)
        elif isinstance(plain, bool):
            chosen.append("true" if plain else "false")
        elif not isinstance(plain, dict):
            text = str(plain)
    return Given(tuple(chosen), text)


def digest(values: Sequence[Value]) -> str:
    """A short mark of an answer, to see whether it is still the one that was on the page."""
    canonical = json.dumps(list(values), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
