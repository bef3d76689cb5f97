"""A day as it is typed in a search box."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.families.rules.days import parse_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("17-2-2027", date(2027, 2, 17)),
        ("17/02/2027", date(2027, 2, 17)),
        ("17.2.27", date(2027, 2, 17)),
        ("17 2 2027", date(2027, 2, 17)),
        ("14-5-98", date(1998, 5, 14)),  # two digits too far ahead: a birth date
        ("17 feb 2027", date(2027, 2, 17)),
        ("17 februari", date(2027, 2, 17)),  # without a year: the nearest
        ("1 december", date(2026, 12, 1)),
        ("3 mrt. 2025", date(2025, 3, 3)),
        ("3 maart 2025", date(2025, 3, 3)),
        ("  14-5-1998 ", date(1998, 5, 14)),
    ],
)
def test_what_is_meant(typed, day):
    assert parse_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["", "samira", "9461 AA", "31-2-2027", "29 feb 2026", "17 foo 2027", "1234", "0-0-2027"],
)
def test_what_is_no_day(typed):
    assert parse_day(typed, TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_understood_in_numbers(day):
    assert parse_day(f"{day.day}-{day.month}-{day.year}", TODAY) == day


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it(text):
    found = parse_day(text, TODAY)
    assert found is None or isinstance(found, date)
