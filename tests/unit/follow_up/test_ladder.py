"""When each rung is reached, in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.working_days import add_working_days
from duizend.follow_up.rules.ladder import DEFAULT, LONGEST, NotALadder, Rung, check, reached

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
LADDERS = st.lists(st.integers(0, LONGEST), min_size=4, max_size=4).map(sorted)


def test_a_week_with_a_weekend_in_it():
    monday = date(2026, 11, 23)
    assert reached(DEFAULT, monday) == [
        monday,
        date(2026, 11, 19),
        date(2026, 11, 16),
        date(2026, 11, 9),
    ]


@given(DAYS, LADDERS)
def test_a_rung_is_reached_on_its_working_day_and_not_before(today, days):
    for number, last in zip(days, reached(days, today), strict=True):
        assert add_working_days(last, number) <= today
        assert add_working_days(last + timedelta(days=1), number) > today


@given(DAYS, LADDERS)
def test_who_comes_later_hears_later(today, days):
    found = reached(days, today)
    assert found == sorted(found, reverse=True)
    assert len(found) == len(Rung)


@pytest.mark.parametrize("days", [(), (1, 2, 3), (1, 2, 3, 4, 5), (2, 1, 3, 4), (0, 0, 0, 61)])
def test_what_cannot_be_climbed(days):
    with pytest.raises(NotALadder):
        check(days)
    with pytest.raises(NotALadder):
        reached(days, date(2026, 11, 23))
