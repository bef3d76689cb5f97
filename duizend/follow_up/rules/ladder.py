"""Who hears that a term has passed, and after how many working days. Pure: dates in, dates out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum

from duizend.core.working_days import add_working_days


class Rung(IntEnum):
    """Whom a question without an answer reaches, one after the other."""

    PERFORMER = 1
    SENDER = 2
    COORDINATOR = 3
    DIRECTOR = 4


# Working days after the last day of the term. Our proposal: no source gives these numbers.
# The coalition sets its own (`Ladder`).
DEFAULT = (0, 2, 5, 10)
# Nobody waits longer than a quarter of a year before the last rung.
LONGEST = 60


class NotALadder(ValueError):
    """These numbers cannot be climbed: too few, below zero, too long, or going down."""


def check(days: Sequence[int]) -> None:
    """Raises NotALadder unless there is one number per rung, none lower than the one before."""
    if len(days) != len(Rung) or not all(0 <= day <= LONGEST for day in days):
        raise NotALadder(f"A ladder has {len(Rung)} numbers from 0 to {LONGEST}, not {days}.")
    if sorted(days) != list(days):
        raise NotALadder(f"A rung does not come before the one below it: {days}.")


def reached(days: Sequence[int], today: date) -> list[date]:
    """Per rung: terms that ended on this day or before have reached it today."""
    check(days)
    return [_last_day(number, today) for number in days]


def _last_day(number: int, today: date) -> date:
    """The last day that lies at least so many working days before today."""
    day = today
    while add_working_days(day, number) > today:
        day -= timedelta(days=1)
    return day
