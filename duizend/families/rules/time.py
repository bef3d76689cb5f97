"""The thousand days: gestational age, age and phase. Dates in, whole days out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# A pregnancy is counted as 40 weeks from the first day of the last period to the due date.
PREGNANCY_DAYS = 280
# The thousand-day line runs from that first day to the second birthday.
SECOND_BIRTHDAY_DAYS = 730
# The postpartum period for the mother: six weeks (source 003, coordination per phase).
POSTPARTUM_DAYS = 42
# A due date cannot lie further away than a whole pregnancy, nor be long past.
LATEST_DAYS_PAST_DUE = 28


class Phase(StrEnum):
    """Where a family is; it decides which routes fit and who may coordinate."""

    PRECONCEPTION = "preconception"
    PREGNANCY = "pregnancy"
    POSTPARTUM = "postpartum"
    CHILD = "child"


@dataclass(frozen=True)
class WeeksAndDays:
    """A gestational age as it is spoken: 27 weeks and 3 days."""

    weeks: int
    days: int


def gestation(due_date: date, today: date) -> int:
    """Gestational age in whole days; day 280 is the due date. Negative before the start."""
    return PREGNANCY_DAYS - (due_date - today).days


def weeks_and_days(days: int) -> WeeksAndDays:
    """Split days of gestation. Raises ValueError for a negative number."""
    if days < 0:
        raise ValueError(f"A gestational age cannot be negative: {days}")
    return WeeksAndDays(*divmod(days, 7))


def phase(due_date: date | None, born_on: date | None, today: date) -> Phase:
    """The phase of the thousand days on this day."""
    if born_on is not None and born_on <= today:
        days = (today - born_on).days
        return Phase.POSTPARTUM if days <= POSTPARTUM_DAYS else Phase.CHILD
    return Phase.PREGNANCY if due_date is not None else Phase.PRECONCEPTION


def day_on_line(due_date: date | None, born_on: date | None, day: date) -> int | None:
    """Where a day lies on the thousand-day line: 0 is the birth (or the due date)."""
    anchor = born_on or due_date
    return None if anchor is None else (day - anchor).days


def why_not_a_due_date(due_date: date, today: date) -> str:
    """A code for what is wrong with a due date given today: `past`, `far` or nothing."""
    if due_date < today - timedelta(days=LATEST_DAYS_PAST_DUE):
        return "past"
    if due_date > today + timedelta(days=PREGNANCY_DAYS):
        return "far"
    return ""


def age_in_years(born_on: date, today: date) -> int:
    """Whole years, the birthday itself included. Raises ValueError before the birth."""
    if today < born_on:
        raise ValueError(f"{born_on} lies after {today}.")
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (0 if had_birthday else 1)


def age_in_days(born_on: date, today: date) -> int:
    """Whole days since birth; 0 on the day itself. Raises ValueError before the birth."""
    if today < born_on:
        raise ValueError(f"{born_on} lies after {today}.")
    return (today - born_on).days
