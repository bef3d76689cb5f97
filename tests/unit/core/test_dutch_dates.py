"""Days and moments as people say them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from duizend.core import dutch_dates
from duizend.core.templatetags import dutch

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def in_dutch():
    with translation.override("nl"):
        yield


def test_a_day_of_this_year_needs_no_year():
    assert dutch_dates.day_in_words(date(2026, 12, 3), TODAY) == "do 3 december"


def test_a_day_of_another_year_says_which():
    assert dutch_dates.day_in_words(date(2027, 2, 28), TODAY) == "zo 28 februari 2027"


def test_a_long_day():
    assert dutch_dates.long_day(date(2026, 12, 3)) == "donderdag 3 december 2026"


def test_a_moment_is_told_in_the_readers_time():
    moment = datetime(2026, 12, 3, 9, 5, tzinfo=UTC)
    assert dutch_dates.moment_in_words(moment, TODAY) == "do 3 december, 10.05 uur"


def test_a_moment_just_before_midnight_elsewhere_is_the_next_day_here():
    assert dutch.dutch_day(datetime(2026, 12, 2, 23, 30, tzinfo=UTC), TODAY) == "do 3 december"
    assert dutch.dutch_long_day(datetime(2026, 12, 2, 23, 30, tzinfo=UTC)).startswith("donderdag 3")


@pytest.mark.parametrize(
    "filter_",
    [
        dutch.dutch_day,
        dutch.dutch_long_day,
        dutch.dutch_time,
        dutch.dutch_date_time,
        dutch.dutch_number,
    ],
)
def test_nothing_in_nothing_out(filter_):
    assert filter_(None) == ""


def test_numbers_have_a_comma():
    assert dutch.dutch_number(1234.5, 1) == "1.234,5"
    assert dutch.dutch_number(12) == "12"
