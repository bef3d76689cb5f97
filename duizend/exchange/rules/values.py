"""From what somebody wrote to a value of an offer, and all that can be wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from duizend.exchange.rules.rows import (
    COST_PARTS,
    EMPTY,
    Field,
    Kind,
    Reason,
)
from duizend.exchange.rules.texts import Wrong, limited, no_formula, text_of
from duizend.exchange.rules.vocabulary import Vocabulary, folded

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}\.)+[A-Za-z]{{2,63}}"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_HOST}", re.ASCII)
WEBSITE = re.compile(rf"https?://{_HOST}(?::\d{{2,5}})?(?:[/?#][^\s<>\"\\^`{{}}|]*)?", re.ASCII)
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.,+Z-]*)?", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,4})?", re.ASCII)
_SOURCE = re.compile(r"(.*) \((\d{4}|z\.j\.)\)", re.DOTALL)
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar", "0", "-"})
LONGEST_WAIT = 3650
NO_YEAR = "z.j."
# Codes of languages with three letters, for those that the menu names with two.
THREE_LETTERS = {
    "nld": "nl", "dut": "nl", "eng": "en", "ara": "ar", "tir": "ti", "ukr": "uk",
    "tur": "tr", "pol": "pl", "som": "so",
}  # fmt: skip


def value_of(field: Field, raw: object, vocabulary: Vocabulary) -> Any:
    """The value of this field. Raises Wrong."""
    if isinstance(raw, list | tuple) and field.kind not in _LISTS:
        raise Wrong(Reason.NOT_TEXT, raw)
    if raw is None or raw == "" or raw == [] or raw == ():
        return EMPTY[field.kind]
    if isinstance(raw, str) and raw.lstrip().startswith("="):
        raise Wrong(Reason.FORMULA, raw)
    return _READERS[field.kind](field, raw, vocabulary)


def cost_of(parts: dict[str, object]) -> dict[str, Any] | None:
    """A cost in the shape of `Intervention.cost`. Raises Wrong."""
    if unknown := set(parts) - set(COST_PARTS):
        raise Wrong(Reason.NOT_KNOWN, ", ".join(sorted(map(str, unknown))))
    given = {name: parts.get(name) for name in COST_PARTS}
    texts = {
        name: limited(text_of(given[name]), 500) if given[name] not in (None, "") else ""
        for name in ("unit", "note", "source", "kind")
    }
    amount = None if given["amount_eur"] in (None, "") else _amount(given["amount_eur"])
    year = None if given["year"] in (None, "") else _whole(given["year"], 1900, 2100)
    if amount is None and year is None and not any(texts[n] for n in ("unit", "note", "source")):
        return None
    kind = {"": "cost", "kosten": "cost", "baten": "benefit"}.get(texts["kind"], texts["kind"])
    if kind not in ("cost", "benefit"):
        raise Wrong(Reason.NOT_KNOWN, texts["kind"])
    if not texts["unit"]:
        raise Wrong(Reason.MISSING, "")
    return {
        "amount_eur": amount,
        "unit": texts["unit"],
        "year": year,
        "note": texts["note"],
        "source": texts["source"] or None,
        "kind": kind,
    }


def source_text(source: dict[str, Any]) -> str:
    """`Menukaart van de gemeente (2026)`; `(z.j.)` when the year is not known."""
    return f"{source['ref']} ({source['year'] or NO_YEAR})"


def _text(field: Field, raw: object, vocabulary: Vocabulary) -> str:
    return limited(no_formula(text_of(raw)), field.longest)


def _long(field: Field, raw: object, vocabulary: Vocabulary) -> str:
    return limited(no_formula(text_of(raw, lines=True)), field.longest)


def _texts(field: Field, raw: object, vocabulary: Vocabulary) -> tuple[str, ...]:
    found = (_text(field, one, vocabulary) for one in _listed(raw, codes=False))
    return tuple(dict.fromkeys(one for one in found if one))


def _codes(field: Field, raw: object, vocabulary: Vocabulary) -> tuple[str, ...]:
    whole = vocabulary.code(field.words, raw) if isinstance(raw, str) else None
    if whole is not None:
        return (whole,)
    found: list[str] = []
    unknown: list[str] = []
    for one in _listed(raw, codes=True):
        try:
            found.append(_one_code(field, one, vocabulary))
        except Wrong as wrong:
            unknown.append(wrong.value)
    if unknown:
        raise Wrong(Reason.NOT_KNOWN, ", ".join(unknown))
    return tuple(dict.fromkeys(one for one in found if one))


def _code(field: Field, raw: object, vocabulary: Vocabulary) -> str:
    return _one_code(field, raw, vocabulary)


def _one_code(field: Field, raw: object, vocabulary: Vocabulary) -> str:
    written = text_of(raw)
    if not written:
        return ""
    if field.words == "languages":
        written = THREE_LETTERS.get(written.casefold(), written)
    code = vocabulary.code(field.words, written)
    if code is None:
        raise Wrong(Reason.NOT_KNOWN, written)
    return code


def _yes_no(field: Field, raw: object, vocabulary: Vocabulary) -> bool:
    if isinstance(raw, bool):
        return raw
    written = folded(text_of(raw))
    if written in _YES:
        return True
    if written in _NO or not written:
        return False
    raise Wrong(Reason.NOT_YES_OR_NO, raw)


def _number(field: Field, raw: object, vocabulary: Vocabulary) -> int | None:
    return _whole(raw, 0, LONGEST_WAIT) if not _blank(raw) else None


def _date(field: Field, raw: object, vocabulary: Vocabulary) -> date | None:
    if isinstance(raw, datetime):
        return _sensible(raw.date(), raw)
    if isinstance(raw, date):
        return _sensible(raw, raw)
    if _blank(raw):
        return None
    written = text_of(raw)
    iso, dutch = _ISO.fullmatch(written), _DUTCH.fullmatch(written)
    parts = iso.groups() if iso else dutch.groups()[::-1] if dutch else None
    if parts is None:
        raise Wrong(Reason.NOT_A_DATE, raw)
    try:
        return _sensible(date(*map(int, parts)), raw)
    except ValueError as problem:
        raise Wrong(Reason.NOT_A_DATE, raw) from problem


def _email(field: Field, raw: object, vocabulary: Vocabulary) -> str:
    written = text_of(raw)
    if (written and not EMAIL.fullmatch(written)) or len(written.partition("@")[0]) > 64:
        raise Wrong(Reason.NOT_AN_EMAIL, raw)
    return limited(written, field.longest)


def _website(field: Field, raw: object, vocabulary: Vocabulary) -> str:
    written = text_of(raw)
    if written and "://" not in written:
        written = f"https://{written}"
    if written and not WEBSITE.fullmatch(written):
        raise Wrong(Reason.NOT_A_WEBSITE, raw)
    return limited(written, field.longest)


def _slug(field: Field, raw: object, vocabulary: Vocabulary) -> str:
    written = text_of(raw)
    if written and not SLUG.fullmatch(written):
        raise Wrong(Reason.NOT_A_CODE, raw)
    return limited(written, field.longest)


def _sources(field: Field, raw: object, vocabulary: Vocabulary) -> tuple[dict[str, Any], ...]:
    return tuple(_source(one) for one in _texts(field, raw, vocabulary))


def _source(written: str) -> dict[str, Any]:
    found = _SOURCE.fullmatch(written)
    if found is None:
        return {"ref": written, "year": None}
    year = found[2]
    return {"ref": found[1], "year": None if year == NO_YEAR else int(year)}


def _listed(raw: object, *, codes: bool) -> Sequence[object]:
    """The parts of a list: a list as it is, text cut at `;` and new lines, codes also at `,`."""
    if isinstance(raw, list | tuple):
        return raw
    if not isinstance(raw, str):
        return [raw]
    cut = re.split(r"[;,|\n]" if codes else r"(?<!\\)[;\n]", raw)
    return cut if codes else [one.replace("\\;", ";") for one in cut]


def _blank(raw: object) -> bool:
    return isinstance(raw, str) and not raw.strip()


def _whole(raw: object, least: int, most: int) -> int:
    number = _amount(raw)
    if not number.is_integer() or not least <= number <= most:
        raise Wrong(Reason.NOT_A_NUMBER, raw)
    return int(number)


def _amount(raw: object) -> float:
    """A number of at least 0, written with a point or a comma."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Wrong(Reason.NOT_A_NUMBER, raw)
    if isinstance(raw, str):
        if not _NUMBER.fullmatch(raw.strip()):
            raise Wrong(Reason.NOT_A_NUMBER, raw)
        raw = raw.strip().replace(",", ".")
    elif not math.isfinite(raw) or abs(raw) >= 1e9:
        raise Wrong(Reason.NOT_A_NUMBER, raw)
    if float(raw) < 0:
        raise Wrong(Reason.NOT_A_NUMBER, raw)
    return float(raw)


def _sensible(day: date, raw: object) -> date:
    if not 1900 <= day.year <= 2100:
        raise Wrong(Reason.NOT_A_DATE, raw)
    return day


_LISTS = frozenset({Kind.TEXTS, Kind.CODES, Kind.SOURCES})
_READERS = {
    Kind.TEXT: _text,
    Kind.LONG: _long,
    Kind.TEXTS: _texts,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.EMAIL: _email,
    Kind.WEBSITE: _website,
    Kind.SLUG: _slug,
    Kind.SOURCES: _sources,
}
