"""The plain values of FHIR R4: whether what stands in a file is one, and in what order they go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from duizend.questionnaires.rules.form import ItemType

# A FHIR answer: one key, such as {"valueCoding": {...}} or {"valueInteger": 3}.
Value = Mapping[str, Any]
Answers = Mapping[str, Sequence[Value]]

_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,9})?"
_ZONE = r"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_PATTERNS = {
    "Date": re.compile(_DATE),
    "DateTime": re.compile(rf"{_DATE}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_TIME}{_ZONE}"),
    "Time": re.compile(_TIME),
}
# The value that an answer to a question of this type has.
KINDS: Mapping[ItemType, tuple[str, ...]] = {
    ItemType.BOOLEAN: ("Boolean",),
    ItemType.INTEGER: ("Integer",),
    ItemType.DECIMAL: ("Decimal", "Integer"),
    ItemType.DATE: ("Date",),
    ItemType.DATE_TIME: ("DateTime", "Date"),
    ItemType.TIME: ("Time",),
    ItemType.STRING: ("String",),
    ItemType.TEXT: ("String",),
    ItemType.URL: ("Uri",),
    ItemType.CHOICE: ("Coding", "String", "Integer", "Date", "Time"),
    ItemType.OPEN_CHOICE: ("Coding", "String", "Integer", "Date", "Time"),
}
# What is written differently and still the same kind of thing, for comparing.
_ALIKE = {
    "Integer": ("Integer", "Decimal"),
    "Decimal": ("Decimal", "Integer"),
    "Date": ("Date", "DateTime"),
    "DateTime": ("DateTime", "Date"),
    "String": ("String", "Uri"),
}
ORDERED = frozenset(("Integer", "Decimal", "Date", "DateTime", "Time", "String"))


def is_value(kind: str, raw: object) -> bool:
    """Whether this is a FHIR value of this kind, such as `Integer`."""
    match kind:
        case "Boolean":
            return isinstance(raw, bool)
        case "Integer":
            return isinstance(raw, int) and not isinstance(raw, bool) and -(2**31) <= raw < 2**31
        case "Decimal":
            return isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) < 1e30
        case "Coding":
            return isinstance(raw, Mapping) and _is_coding(raw)
        case "Date" | "DateTime" | "Time":
            return isinstance(raw, str) and _PATTERNS[kind].fullmatch(raw) is not None
        case "String" | "Uri":
            return isinstance(raw, str) and raw != ""
    return False


def _is_coding(raw: Mapping[Any, Any]) -> bool:
    plain = [raw.get(name, "") for name in ("system", "code", "display", "version")]
    return all(isinstance(one, str) for one in plain) and bool(plain[1] or plain[2])


def alike(kind: str, value: Mapping[str, Any]) -> Any:
    """What this answer gives to compare with a value of this kind; None when it gives none."""
    for name in _ALIKE.get(kind, (kind,)):
        given = value.get(f"value{name}")
        if given is not None:
            return given
    return None


def in_order(kind: str, raw: Any) -> Any:
    """A value that can be put in order; None when this kind has none or it is no such value.

    A date without its day has no place among whole dates.
    """
    try:
        match kind:
            case "Integer" | "Decimal":
                return None if isinstance(raw, bool) or raw is None else Decimal(str(raw))
            case "Date":
                return date.fromisoformat(raw[:10])
            case "DateTime":
                return datetime.fromisoformat(raw).timestamp()
            case "Time":
                return time.fromisoformat(raw)
            case "String":
                return raw if isinstance(raw, str) else None
    except (TypeError, ValueError, InvalidOperation, OverflowError):
        return None
    return None
