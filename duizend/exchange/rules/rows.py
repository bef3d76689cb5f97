"""One offer as a file tells it: the fields that were given, and what is wrong with the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# A sheet of ours has a few hundred rows; this much is read in seconds.
MOST_ROWS = 10_000


class Reason(StrEnum):
    """Why a line is refused; `exchange.words` says it in Dutch."""

    MISSING = "missing"
    NOT_KNOWN = "not_known"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    STRANGE = "strange"
    FORMULA = "formula"
    NOT_A_CODE = "not_a_code"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_WEBSITE = "not_a_website"
    IN_THE_FUTURE = "in_the_future"
    TWICE = "twice"
    TWO_OFFERS = "two_offers"
    NO_KIND = "no_kind"
    TWO_ORGANIZATIONS = "two_organizations"
    NOT_OFFERED = "not_offered"


class Note(StrEnum):
    """What is good to know of a line that is not refused."""

    NO_CHECK_DATE = "no_check_date"
    NOT_FOUND_BY = "not_found_by"
    LEFT_OUT = "left_out"
    SHORTENED = "shortened"


@dataclass(frozen=True)
class Problem:
    """What is wrong: at which field (its name here), and the value as it was written."""

    reason: Reason
    field: str = ""
    value: str = ""


@dataclass(frozen=True)
class Remark:
    note: Note
    field: str = ""
    value: str = ""


class Unreadable(Exception):
    """The file as a whole cannot be used. `why` is a code that `exchange.words` knows."""

    def __init__(self, why: str, value: str = "", line: int = 1) -> None:
        super().__init__(f"{why} {value}".strip())
        self.why, self.value, self.line = why, value, line


class Kind(StrEnum):
    """The shape of a value: text on one line, text of more lines, lists, codes and so on."""

    TEXT = "text"
    LONG = "long"
    TEXTS = "texts"
    CODE = "code"
    CODES = "codes"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    EMAIL = "email"
    WEBSITE = "website"
    SLUG = "slug"
    COST = "cost"
    SOURCES = "sources"


@dataclass(frozen=True)
class Field:
    """A field of an offer: its shape, how long it may be, and which words it knows."""

    name: str
    kind: Kind
    longest: int = 0
    words: str = ""


FIELDS: Mapping[str, Field] = {
    one.name: one
    for one in (
        Field("code", Kind.SLUG, 60),
        Field("external_id", Kind.TEXT, 200),
        Field("name", Kind.TEXT, 200),
        Field("summary", Kind.LONG, 5000),
        Field("for_whom", Kind.LONG, 5000),
        Field("goal", Kind.LONG, 5000),
        Field("interventions", Kind.CODES, words="interventions"),
        Field("municipalities", Kind.CODES, words="municipalities"),
        Field("neighbourhoods", Kind.TEXTS, 200),
        Field("phases", Kind.CODES, words="phases"),
        Field("life_domains", Kind.CODES, words="life_domains"),
        Field("forms", Kind.CODES, words="forms"),
        Field("intensity", Kind.CODE, words="intensity"),
        Field("languages", Kind.CODES, words="languages"),
        Field("days", Kind.CODES, words="days"),
        Field("places", Kind.TEXTS, 200),
        Field("waiting_days", Kind.NUMBER),
        Field("waiting_checked_on", Kind.DATE),
        Field("priority_for_pregnant", Kind.YES_NO),
        Field("for_fathers", Kind.YES_NO),
        Field("informal", Kind.YES_NO),
        Field("free", Kind.YES_NO),
        Field("indication_needed", Kind.YES_NO),
        Field("who_may_refer", Kind.CODES, words="who_may_refer"),
        Field("price", Kind.TEXT, 200),
        Field("financing", Kind.CODES, words="financing"),
        Field("cost", Kind.COST),
        Field("phone", Kind.TEXT, 30),
        Field("email", Kind.EMAIL, 254),
        Field("website", Kind.WEBSITE, 200),
        Field("owner_name", Kind.TEXT, 200),
        Field("owner_email", Kind.EMAIL, 254),
        Field("checked_on", Kind.DATE),
        Field("stops_on", Kind.DATE),
        Field("sources", Kind.SOURCES, 500),
    )
}
ORGANIZATION_FIELDS: Mapping[str, Field] = {
    one.name: one
    for one in (
        Field("organization_code", Kind.SLUG, 60),
        Field("organization", Kind.TEXT, 200),
        Field("organization_kind", Kind.CODE, words="organization_kind"),
        Field("organization_phone", Kind.TEXT, 30),
        Field("organization_email", Kind.EMAIL, 254),
    )
}
COST_PARTS = ("amount_eur", "unit", "year", "note", "source", "kind")
EMPTY: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.LONG: "",
    Kind.TEXTS: (),
    Kind.CODE: "",
    Kind.CODES: (),
    Kind.YES_NO: False,
    Kind.NUMBER: None,
    Kind.DATE: None,
    Kind.EMAIL: "",
    Kind.WEBSITE: "",
    Kind.SLUG: "",
    Kind.COST: None,
    Kind.SOURCES: (),
}


@dataclass(frozen=True)
class Row:
    """A line of a file. `values` holds only what the line tells: the rest stays as it is.

    `values` has fields of FIELDS and ORGANIZATION_FIELDS; lists are tuples, dates are
    dates, a cost has the shape of `Intervention.cost`. `offered` is False when the file
    says that the offer has ended or pauses.
    """

    line: int
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    offered: bool = True

    @property
    def id(self) -> str:
        """What the file itself calls this line, to find it back."""
        named = (self.values.get(key) for key in ("code", "external_id", "name"))
        return next((str(name) for name in named if name), "")


@dataclass(frozen=True)
class Read:
    """A whole file: its lines, and the columns or parts that nothing was done with."""

    rows: tuple[Row, ...]
    unused: tuple[str, ...] = field(default=())
