"""What may happen at an intake desk, and how soon. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from duizend.core.working_days import Origin, Unit, Within, deadline, is_working_day


class Kind(StrEnum):
    """By which door it came. Both are about somebody whom duizend need not know."""

    PREGNANCY = "pregnancy"  # by a professional, with consent
    WORRY = "worry"  # by a parent, without an account


class Term(StrEnum):
    """What is waited for at the desk."""

    TAKE = "take"  # somebody takes it up
    SETTLE = "settle"  # it has a place: handed over, or answered


class Word(StrEnum):
    """Where a question goes first (source 000, step 2). It sorts the question, not who asks it.

    Chosen by a person with a reason, never computed, and gone when the question has a place.
    """

    MEDICAL = "medical"  # to a midwife, GP or hospital
    SOCIAL = "social"  # not medical: neighbourhood team, money, housing, volunteers
    RAISED = "raised"  # raised risk: first a long talk with her, by a professional (step 3)


class Outcome(StrEnum):
    """How it left the desk."""

    HANDED = "handed"  # another organisation has taken it over
    OURS = "ours"  # the organisation of the desk helps itself
    RUNNING = "running"  # there is help already
    DECLINED = "declined"  # she wants no help now
    UNREACHED = "unreached"
    RETURNED = "returned"  # back to who sent it
    NOTHING = "nothing"  # sent twice, or no question at all


class What(StrEnum):
    """A deed in the history of an item."""

    ARRIVED = "arrived"  # written by a parent: nobody signed in
    TAKEN = "taken"
    SORTED = "sorted"
    ASKED = "asked"  # a colleague, to take it over
    MOVED = "moved"  # taken over by the desk of another municipality
    TOLD = "told"  # the parent heard of it, outside the product
    LINKED = "linked"
    NOTE = "note"  # for the desk alone
    ANSWERED = "answered"  # a word to the sender
    CLOSED = "closed"


# What the sender may read in the history; that a family is known is not among it.
FOR_SENDER = frozenset({What.TAKEN, What.MOVED, What.ANSWERED, What.CLOSED})
# These need a family to have been found or registered.
NEEDS_FAMILY = frozenset({Outcome.HANDED, Outcome.OURS})

# The five working days are those of the Groningen agreement between birth care and youth health
# care (2018) for the contact with the referrer; the ten are a proposal for the coalition to set.
DEFAULTS: dict[Term, Within] = {
    Term.TAKE: Within(5, Unit.WORKING_DAYS, Origin.SOURCE, "GRONINGEN2018"),
    Term.SETTLE: Within(10, Unit.WORKING_DAYS, Origin.PROPOSAL),
}
# How long the words of what was closed without a family stay: a proposal.
KEEP_DAYS = 28


@dataclass(frozen=True)
class Due:
    """What is waited for and the last day on which it is in time."""

    term: Term
    day: date


def terms_from_data(rows: Mapping[str, Any]) -> dict[Term, Within]:
    """The stored terms of a desk; the defaults where a term is not there.

    Raises ValueError for a term that is not counted from a day.
    """
    terms = {
        term: Within.from_data(rows[term]) if term in rows else within
        for term, within in DEFAULTS.items()
    }
    if any(within.unit not in (Unit.DAYS, Unit.WORKING_DAYS) for within in terms.values()):
        raise ValueError("A desk counts in days or working days.")
    return terms


def due(terms: Mapping[Term, Within], sent_on: date, taken_on: date | None) -> Due:
    """What an open item waits for. Taking it starts the second term."""
    term, since = (Term.TAKE, sent_on) if taken_on is None else (Term.SETTLE, taken_on)
    day = deadline(since, terms[term])
    assert day is not None  # noqa: S101  counted from a day, so there always is one
    return Due(term, day)


def is_late(day: date | None, today: date) -> bool:
    """The last day itself is still in time."""
    return day is not None and today > day


def working_days_left(day: date, today: date) -> int:
    """How many working days there still are, the last one included; below zero: too late.

    On the last day itself it is 0.
    """
    first, last = sorted((day, today))
    count = sum(
        is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1)
    )
    return count if day >= today else -count
