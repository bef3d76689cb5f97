"""One document about a referral, before anybody chose how it travels.

Every form (paper, plain text, FHIR) is made from this one value, so that none of them can
hold what another does not: what was disclosed and may be seen, and nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from duizend.access.rules import RESTRICTED, Category

CONTACT = Category.CONTACT.value
# Rows of a database come in no order; a document has one.
ORDER = {category.value: place for place, category in enumerate(Category)}
# What no XML and no FHIR string may hold; nobody types it on purpose.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Kind(StrEnum):
    REFERRAL = "referral"
    FEEDBACK = "feedback"


class Form(StrEnum):
    """How a document travels."""

    PDF = "pdf"
    TEXT = "text"
    FHIR = "fhir"


class Heading(StrEnum):
    """The fixed headings; every form has them in this order, also when one is empty."""

    QUESTION = "question"
    STRENGTHS = "strengths"
    ATTENTION = "attention"
    ASKED = "asked"
    HAPPENED = "happened"
    AGREEMENTS = "agreements"
    CONSENT = "consent"
    CONTACT = "contact"


_ONLY_IN = {
    Heading.STRENGTHS: Kind.REFERRAL,
    Heading.ATTENTION: Kind.REFERRAL,
    Heading.ASKED: Kind.REFERRAL,
    Heading.HAPPENED: Kind.FEEDBACK,
}
HEADINGS = {
    kind: tuple(heading for heading in Heading if _ONLY_IN.get(heading, kind) is kind)
    for kind in Kind
}


def clean(text: str) -> str:
    """Without what no document may hold, with one kind of line break."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True)
class Clean:
    """A value whose own texts were typed by people: they are cleaned as they come in."""

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, str):
                object.__setattr__(self, one.name, clean(value))


@dataclass(frozen=True)
class Party(Clean):
    """An organisation of a referral, with the person of it who acts; empty when nobody yet.

    is_care: of the care domain, so that the names of Dutch care profiles fit.
    """

    organization: str
    kind: str = ""
    phone: str = ""
    person: str = ""
    role: str = ""
    is_care: bool = False


@dataclass(frozen=True)
class Subject(Clean):
    """Whom it is about, as far as that was told."""

    name: str = ""
    phone: str = ""
    language: str = ""
    needs_interpreter: bool = False


@dataclass(frozen=True)
class Finding(Clean):
    """A signal as it was told on. kind: protective, risk or neutral."""

    category: str
    kind: str
    label: str
    day: date

    @property
    def is_strength(self) -> bool:
        return self.kind == "protective"


@dataclass(frozen=True)
class Told(Clean):
    """What was disclosed and may be seen by the one who asks."""

    categories: tuple[str, ...] = ()
    subject: Subject = Subject()
    request: str = ""
    due_on: date | None = None
    born_on: date | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_shielded(self) -> bool:
        return any(code in RESTRICTED for code in self.categories)

    def without_findings(self) -> Told:
        """For feedback: whom it is about and what was asked, no more."""
        return Told(
            categories=tuple(code for code in self.categories if code == CONTACT),
            subject=self.subject,
            request=self.request,
        )


@dataclass(frozen=True)
class Happened(Clean):
    """One line of the history, in words, with what was written along."""

    what: str
    at: datetime
    who: str
    organization: str
    note: str = ""


@dataclass(frozen=True)
class Consented:
    """The consent it rests on. holds: None for somebody who may not look that up (yet)."""

    told_on: date
    until: date | None = None
    holds: bool | None = None


@dataclass(frozen=True)
class Facts(Clean):
    """Everything of one referral that its document holds, in any form.

    status: as FHIR Task.status. terms: the agreements in words. due_on: the last day of
    what is waited for now, `due_for` in words.
    """

    referral_id: UUID
    status: str
    status_in_words: str
    sender: Party
    performer: Party
    sent_at: datetime
    told: Told
    consent: Consented
    offer: str = ""
    terms: tuple[str, ...] = ()
    due_on: date | None = None
    due_for: str = ""
    history: tuple[Happened, ...] = ()
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Section:
    """A heading in words, and under it lines of text; a line may hold line breaks."""

    heading: Heading
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """id: new for every making. introduction: from whom to whom and when made, in words."""

    id: UUID
    kind: Kind
    made_at: datetime
    title: str
    introduction: tuple[str, ...]
    facts: Facts
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        if tuple(section.heading for section in self.sections) != HEADINGS[self.kind]:
            raise ValueError("A document has the fixed headings of its kind, in their order.")


def told_from(parts: Mapping[str, Mapping[str, Any]]) -> Told:
    """What stands in these parts of a disclosure (category -> content), and nothing else."""
    parts = {code: parts[code] for code in sorted(parts, key=ORDER.__getitem__)}
    contact = parts.get(CONTACT, {})
    told = Told(
        categories=tuple(parts),
        subject=Subject(
            name=str(contact.get("parent") or contact.get("family") or ""),
            phone=str(contact.get("phone", "")),
            language=str(contact.get("language", "")),
            needs_interpreter=bool(contact.get("needs_interpreter", False)),
        ),
        request=str(contact.get("request", "")),
        findings=tuple(
            Finding(code, row["kind"], row["label"], date.fromisoformat(row["day"]))
            for code, part in parts.items()
            for row in part.get("signals", ())
        ),
    )
    return replace(
        told,
        due_on=_day(parts.get(Category.PREGNANCY, {}).get("due_date")),
        born_on=_day(parts.get(Category.PREGNANCY, {}).get("born_on")),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
