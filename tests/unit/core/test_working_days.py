"""Working days, with the holidays of the Algemene termijnenwet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.working_days import (
    LONGEST,
    Origin,
    Unit,
    Within,
    add_working_days,
    agreed_day,
    deadline,
    is_working_day,
    public_holidays,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
START = date(2026, 11, 23)  # a Monday
DUE = date(2027, 2, 19)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 11, 29), False),  # a Sunday
        (date(2026, 12, 25), False),  # Christmas
        (date(2026, 12, 26), False),  # Boxing Day, also a Saturday
        (date(2026, 12, 24), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),  # New Year
        (date(2027, 3, 26), False),  # Good Friday (Algemene termijnenwet, article 3)
        (date(2027, 3, 29), False),  # Easter Monday
        (date(2027, 5, 6), False),  # Ascension Day
        (date(2027, 5, 17), False),  # Whit Monday
        (date(2026, 4, 27), False),  # King's Day on a Monday
        (date(2025, 4, 26), False),  # the 27th was a Sunday: King's Day on Saturday
        (date(2025, 4, 28), True),
        (date(2031, 4, 26), False),  # again
        (date(2031, 4, 28), True),
        (date(2025, 5, 5), False),  # Liberation Day, every fifth year
        (date(2026, 5, 5), True),
        (date(2030, 5, 5), False),
    ],
)
def test_these_days_are_worked_and_those_are_not(day, works):
    assert is_working_day(day) is works


def test_kings_day_moves_to_saturday_when_the_27th_is_a_sunday():
    assert date(2025, 4, 26) in public_holidays(2025)
    assert date(2025, 4, 27) not in public_holidays(2025)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 29), 0, date(2026, 11, 29)),  # nothing moves for zero
        (date(2026, 11, 29), 1, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # over Christmas and the weekend
        (date(2026, 12, 23), 5, date(2026, 12, 31)),
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # over New Year
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # over King's Day
        (date(2025, 4, 25), 1, date(2025, 4, 28)),  # King's Day was on Saturday
    ],
)
def test_counting_skips_weekends_and_holidays(day, n, expected):
    assert add_working_days(day, n) == expected


def test_nobody_counts_backwards():
    with pytest.raises(ValueError, match="forward"):
        add_working_days(START, -1)


@given(DAYS, st.integers(1, 60))
def test_the_end_is_a_working_day_and_lies_ahead(day, n):
    end = add_working_days(day, n)
    assert is_working_day(end)
    assert end >= day + timedelta(days=n)


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_counting_in_two_goes_ends_on_the_same_day(day, first, then):
    assert add_working_days(add_working_days(day, first), then) == add_working_days(
        day, first + then
    )


def working_days_between(start: date, end: date) -> int:
    """Counted one by one: the other way round than `add_working_days` goes."""
    days = range(1, (end - start).days + 1)
    return sum(is_working_day(start + timedelta(days=passed)) for passed in days)


@given(DAYS, st.integers(0, 60))
def test_what_was_added_is_what_lies_between(day, n):
    assert working_days_between(day, add_working_days(day, n)) == n


@given(DAYS, st.integers(0, 40))
def test_a_later_start_never_ends_earlier(day, n):
    assert add_working_days(day, n) <= add_working_days(day + timedelta(days=1), n)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0, Unit.DAYS, START),
        (14, Unit.DAYS, date(2026, 12, 7)),
        (5, Unit.WORKING_DAYS, date(2026, 11, 30)),
        (28, Unit.WEEKS_GESTATION, date(2026, 11, 27)),
        (34, Unit.WEEKS_GESTATION, date(2027, 1, 8)),
        (20, Unit.WEEKS_GESTATION, START),  # that week is past: now
        (3, Unit.WEEKS_AFTER_BIRTH, date(2027, 3, 12)),
    ],
)
def test_a_deadline_in_each_unit(value, unit, expected):
    assert deadline(START, Within(value, unit), due_date=DUE) == expected


def test_after_the_birth_weeks_count_from_the_birth_itself():
    within = Within(3, Unit.WEEKS_AFTER_BIRTH)
    assert deadline(START, within, due_date=DUE, born_on=date(2027, 2, 1)) == date(2027, 2, 22)


@pytest.mark.parametrize("unit", [Unit.WEEKS_GESTATION, Unit.WEEKS_AFTER_BIRTH])
def test_without_the_dates_of_the_pregnancy_there_is_no_such_day(unit):
    assert deadline(START, Within(20, unit)) is None


@given(DAYS, st.integers(0, 120), st.sampled_from(Unit), DAYS)
def test_a_deadline_never_lies_before_its_start(start, value, unit, due):
    end = deadline(start, Within(value, unit), due_date=due)
    assert end is not None
    assert end >= start


def test_an_agreement_reads_and_writes_the_same_data():
    row = {"value": 5, "unit": "working_days", "origin": "source", "note": "bij spoed eerder"}
    within = Within.from_data(row)
    assert within == Within(5, Unit.WORKING_DAYS, Origin.SOURCE, "bij spoed eerder")
    assert within.as_data() == row


@pytest.mark.parametrize("value", [-1, LONGEST + 1])
def test_an_absurd_number_is_refused(value):
    with pytest.raises(ValueError, match="deadline"):
        Within(value, Unit.DAYS)


@pytest.mark.parametrize(
    "row",
    [
        {"value": 5, "unit": "moons", "origin": "source"},
        {"value": 5, "unit": "days", "origin": "hearsay"},
        {"value": "soon", "unit": "days", "origin": "source"},
    ],
)
def test_nonsense_is_refused(row):
    with pytest.raises(ValueError, match=r"moons|hearsay|soon"):
        Within.from_data(row)


@pytest.mark.parametrize(
    ("value", "unit", "agreed", "due"),
    [
        (-6, Unit.WEEKS_FROM_DUE_DATE, date(2027, 1, 8), date(2027, 1, 8)),
        (2, Unit.WEEKS_FROM_DUE_DATE, date(2027, 3, 5), date(2027, 3, 5)),
        (-20, Unit.WEEKS_FROM_DUE_DATE, date(2026, 10, 2), START),
        (16, Unit.WEEKS_GESTATION, date(2026, 9, 4), START),
        (10, Unit.DAYS_AFTER_BIRTH, date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_an_agreed_day_that_has_passed_is_known_and_due_now(value, unit, agreed, due):
    within = Within(value, unit)
    assert agreed_day(START, within, due_date=DUE) == agreed
    assert deadline(START, within, due_date=DUE) == due
    assert agreed_day(START, within) is None


def test_only_what_counts_from_the_due_date_may_be_negative():
    with pytest.raises(ValueError, match="lies between 0"):
        Within(-1, Unit.DAYS)
    with pytest.raises(ValueError, match="lies between -40"):
        Within(-41, Unit.WEEKS_FROM_DUE_DATE)
