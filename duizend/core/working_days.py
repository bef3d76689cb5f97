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
from functools import cache
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
    WEEKS_AFTER_BIRTH = "weeks_after_birth"


class Origin(StrEnum):
    """Whether a source gives the deadline, or we propose it for the coalition to set."""

    SOURCE = "source"
    PROPOSAL = "proposal"


@dataclass(frozen=True)
class Within:
    """A deadline as agreed: so many of this unit, and where that number comes from.

    Raises ValueError for a negative or absurd number.
    """

    value: int
    unit: Unit
    origin: Origin = Origin.PROPOSAL
    note: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.value <= LONGEST:
            raise ValueError(f"A deadline lies between 0 and {LONGEST}, not at {self.value}.")

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
    """The last day on which it is still in time.

    `days` and `working_days` count from `start`. `weeks_gestation` is the day on which that week of
    the pregnancy is full, `weeks_after_birth` so many weeks after the birth (or the due date): None
    when that day is not known. A week that is already past gives `start`: it is due now.
    """
    if within.unit is Unit.DAYS:
        return start + timedelta(days=within.value)
    if within.unit is Unit.WORKING_DAYS:
        return add_working_days(start, within.value)
    if within.unit is Unit.WEEKS_GESTATION:
        if due_date is None:
            return None
        return max(start, due_date - timedelta(weeks=PREGNANCY_WEEKS - within.value))
    birth = born_on or due_date
    return None if birth is None else max(start, birth + timedelta(weeks=within.value))
