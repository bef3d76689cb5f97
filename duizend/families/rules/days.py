"""A day as somebody types it in a search box: 17-2-2027, 17 feb 2027, 17/2/27."""

from __future__ import annotations

import re
from datetime import date

_NUMBERS = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_WORDS = re.compile(r"^(\d{1,2}) ([a-z]+)\.? ?(\d{4})?$")
_MONTHS = {
    "jan": 1,
    "feb": 2,
    "maa": 3,
    "mrt": 3,
    "apr": 4,
    "mei": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}


def parse_day(text: str, today: date) -> date | None:
    """The day that was meant, or None when this is not a day.

    Without a year: the day nearest to today. Two digits: this century, or the last one
    when that lies more than a year ahead (a birth date, not a due date).
    """
    text = " ".join(text.lower().split())
    numbers = _NUMBERS.match(text)
    if numbers:
        day, month, year = (int(group) for group in numbers.groups())
        if year < 100:
            year += 2000 if 2000 + year <= today.year + 1 else 1900
        return _date(year, month, day)
    words = _WORDS.match(text)
    if words and words[2][:3] in _MONTHS:
        day, month = int(words[1]), _MONTHS[words[2][:3]]
        if words[3]:
            return _date(int(words[3]), month, day)
        years = (today.year - 1, today.year, today.year + 1)
        days = [found for year in years if (found := _date(year, month, day))]
        return min(days, key=lambda found: abs(found - today), default=None)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
