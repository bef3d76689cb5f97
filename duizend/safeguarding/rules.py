"""The steps of the meldcode as plain Python: kinds of entry, what they hold, where a case stands.

The order of the steps is a custom: any of them may come first, or again. Nothing here
decides: it says what people wrote. Source: domain D5 (`content/meldcode.json`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Kind(StrEnum):
    """What somebody added to a case."""

    SIGNALS = "signals"
    CONSULT = "consult"
    TALK = "talk"
    WEIGH = "weigh"
    DECIDE = "decide"
    ADDITION = "addition"
    ASK_CHECK = "ask_check"
    CHECK = "check"
    FINISH = "finish"
    REOPEN = "reopen"


STEPS = (Kind.SIGNALS, Kind.CONSULT, Kind.TALK, Kind.WEIGH, Kind.DECIDE)
# The five questions of weighing, by code; their words are in `content/meldcode.json`.
QUESTIONS = ("still_a_suspicion", "safe", "can_arrange_help", "accept_help", "help_works")
ANSWERS = ("yes", "no", "unknown")


class View(StrEnum):
    """What the second person said."""

    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Words:
    """What is written in one entry. `day` is the day on which it happened, not was written.

    `function` is of who was consulted or spoken with, never a name. `answers` are of the
    five questions: code -> yes, no or unknown. `about` is the entry that this one adds to
    or looks at.
    """

    kind: Kind
    day: date
    text: str = ""
    function: str = ""
    anonymous: bool = False
    not_held: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    report: bool = False
    help: bool = False
    reported_on: date | None = None
    view: str = ""
    about: UUID | None = None

    def as_content(self) -> dict[str, Any]:
        """JSON values, for the vault."""
        return {
            "kind": self.kind.value,
            "day": self.day.isoformat(),
            "text": self.text,
            "function": self.function,
            "anonymous": self.anonymous,
            "not_held": self.not_held,
            "answers": dict(self.answers),
            "report": self.report,
            "help": self.help,
            "reported_on": self.reported_on.isoformat() if self.reported_on else None,
            "view": self.view,
            "about": str(self.about) if self.about else None,
        }


def from_content(content: Mapping[str, Any]) -> Words:
    """What the vault gives back, as it was written."""
    return Words(
        kind=Kind(content["kind"]),
        day=date.fromisoformat(content["day"]),
        text=content["text"],
        function=content["function"],
        anonymous=content["anonymous"],
        not_held=content["not_held"],
        answers=content["answers"],
        report=content["report"],
        help=content["help"],
        reported_on=date.fromisoformat(content["reported_on"]) if content["reported_on"] else None,
        view=content["view"],
        about=UUID(content["about"]) if content["about"] else None,
    )


@dataclass(frozen=True)
class Written:
    """One entry: what it says, who wrote it and when."""

    id: UUID
    words: Words
    recorder_id: int
    recorded: datetime


def of_step(entries: Iterable[Written], step: Kind) -> list[Written]:
    """What was written for a step, in the order of writing."""
    return [entry for entry in entries if entry.words.kind == step]


def additions_to(entries: Iterable[Written], asked: UUID) -> list[Written]:
    """What was added to an entry later; the entry itself stays as it was."""
    return [
        entry
        for entry in entries
        if entry.words.kind == Kind.ADDITION and entry.words.about == asked
    ]


def steps_done(entries: Iterable[Written]) -> list[Kind]:
    """The steps for which something was written, in their usual order."""
    found = {entry.words.kind for entry in entries}
    return [step for step in STEPS if step in found]


def is_finished(entries: Sequence[Written]) -> bool:
    """Whether the last time that somebody finished or reopened it, it was finished."""
    turns = [e for e in entries if e.words.kind in (Kind.FINISH, Kind.REOPEN)]
    return bool(turns) and turns[-1].words.kind == Kind.FINISH


def last_decision(entries: Sequence[Written]) -> Written | None:
    found = of_step(entries, Kind.DECIDE)
    return found[-1] if found else None


@dataclass(frozen=True)
class SecondPerson:
    """How far the look of a second person at the last decision is."""

    asked: Written | None
    looked: Sequence[Written]

    @property
    def waits(self) -> bool:
        """Asked, and nobody answered since."""
        if self.asked is None:
            return False
        return not any(one.recorded >= self.asked.recorded for one in self.looked)


def second_person(entries: Sequence[Written]) -> SecondPerson:
    """What was asked and answered about the last decision; shown, never enforced."""
    decision = last_decision(entries)
    if decision is None:
        return SecondPerson(None, [])
    about = [e for e in entries if e.words.about == decision.id]
    asked = [e for e in about if e.words.kind == Kind.ASK_CHECK]
    return SecondPerson(
        asked[-1] if asked else None, [e for e in about if e.words.kind == Kind.CHECK]
    )
