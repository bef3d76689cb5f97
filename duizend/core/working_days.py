"""Working days with the Dutch public holidays, and deadlines counted in them. Pure: dates in, dates out.

Holidays are those of the library `holidays` (category public), which follows the Algemene
termijnenwet: Good Friday counts, King's Day moves to Saturday when the 27th is a Sunday,
Liberation Day counts every fifth year only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

import holidays

SATURDAY = 5
# A pregnancy is counted as 40 weeks up to the due date.
PREGNANCY_WEEKS = 40
# No agreement looks further ahead; a larger number is a mistake in the data.
LONGEST = 3660


class Unit(StrEnum):
    """In what a deadline is counted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS_GESTATION = "weeks_gestation"
    # Negative is before the due date.
    WEEKS_FROM_DUE_DATE = "weeks_from_due_date"
    WEEKS_AFTER_BIRTH = "weeks_after_birth"
    DAYS_AFTER_BIRTH = "days_after_birth"


class Origin(StrEnum):
    """Whether a source gives the deadline, or we propose it for the coalition to set."""

    SOURCE = "source"
    PROPOSAL = "proposal"


@dataclass(frozen=True)
class Within:
    """A deadline as agreed: so many of this unit, and where that number comes from.

    Raises ValueError for an absurd number, and for a negative one that does not count from
    the due date.
    """

    value: int
    unit: Unit
    origin: Origin = Origin.PROPOSAL
    note: str = ""

    def __post_init__(self) -> None:
        least = -PREGNANCY_WEEKS if self.unit is Unit.WEEKS_FROM_DUE_DATE else 0
        if not least <= self.value <= LONGEST:
            raise ValueError(f"A deadline lies between {least} and {LONGEST}, not at {self.value}.")

    @classmethod
    def from_data(cls, row: Mapping[str, Any]) -> Within:
        """From `{"value": 5, "unit": "working_days", "origin": "proposal", "note": ""}`."""
        return cls(
            int(row["value"]), Unit(row["unit"]), Origin(row["origin"]), row.get("note") or ""
        )

    def as_data(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "unit": self.unit.value,
            "origin": self.origin.value,
            "note": self.note,
        }


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The days of this year on which the Netherlands is closed."""
    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


@lru_cache(maxsize=4096)
def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day`; 0 gives `day` itself, also on a Sunday.

    Raises ValueError for a negative number.
    """
    if n < 0:
        raise ValueError(f"Working days are counted forward, not {n}.")
    while n:
        day += timedelta(days=1)
        n -= is_working_day(day)
    return day


def deadline(
    start: date,
    within: Within,
    *,
    due_date: date | None = None,
    born_on: date | None = None,
) -> date | None:
    """The last day on which it is still in time, as `agreed_day` has it, but never before
    `start`: what should have been done already is due now.
    """
    day = agreed_day(start, within, due_date=due_date, born_on=born_on)
    return None if day is None else max(start, day)


def agreed_day(
    start: date,
    within: Within,
    *,
    due_date: date | None = None,
    born_on: date | None = None,
) -> date | None:
    """The last day by the agreement, also when it has passed.

    `days` and `working_days` count from `start`. `weeks_gestation` is the day on which that week of
    the pregnancy is full, `weeks_from_due_date` so many weeks after the due date, or before it when
    negative; the units after the birth count from the birth (or the due date). None when that day
    is not known.
    """
    if within.unit is Unit.WORKING_DAYS:
        return add_working_days(start, within.value)
    birth = born_on or due_date
    anchor, days = {
        Unit.DAYS: (start, within.value),
        Unit.WEEKS_GESTATION: (due_date, 7 * (within.value - PREGNANCY_WEEKS)),
        Unit.WEEKS_FROM_DUE_DATE: (due_date, 7 * within.value),
        Unit.WEEKS_AFTER_BIRTH: (birth, 7 * within.value),
        Unit.DAYS_AFTER_BIRTH: (birth, within.value),
    }[within.unit]
    return None if anchor is None else anchor + timedelta(days=days)
