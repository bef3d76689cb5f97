"""The thousand days. Examples from calendars, and what holds for every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.families.rules.time import (
    PREGNANCY_DAYS,
    Phase,
    WeeksAndDays,
    age_in_days,
    age_in_years,
    day_on_line,
    gestation,
    phase,
    weeks_and_days,
    why_not_a_due_date,
)

DUE = date(2027, 2, 19)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


# Rule of Naegele, as on every pregnancy wheel: the first day of the last period plus 280
# days is the due date; 15 May 2026 and 19 February 2027 belong together.
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 5, 15), WeeksAndDays(0, 0)),
        (date(2026, 5, 22), WeeksAndDays(1, 0)),
        (date(2026, 11, 23), WeeksAndDays(27, 3)),
        (date(2027, 2, 18), WeeksAndDays(39, 6)),
        (DUE, WeeksAndDays(40, 0)),
        (date(2027, 3, 5), WeeksAndDays(42, 0)),
    ],
)
def test_weeks_and_days_are_counted_back_from_the_due_date(today, expected):
    assert weeks_and_days(gestation(DUE, today)) == expected


def test_a_day_before_the_pregnancy_has_no_weeks():
    assert gestation(DUE, date(2026, 5, 14)) == -1
    with pytest.raises(ValueError, match="negative"):
        weeks_and_days(-1)


@given(days, st.integers(0, 300))
def test_weeks_and_days_put_together_are_the_days_again(due, number):
    split = weeks_and_days(number)
    assert split.weeks * 7 + split.days == number
    assert 0 <= split.days < 7
    today = due - timedelta(days=PREGNANCY_DAYS - number)
    assert gestation(due, today) == number


@given(days, days)
def test_a_day_later_is_a_day_further(due, today):
    assert gestation(due, today + timedelta(days=1)) == gestation(due, today) + 1


@pytest.mark.parametrize(
    ("due", "born", "today", "expected"),
    [
        (None, None, DUE, Phase.PRECONCEPTION),
        (DUE, None, date(2026, 11, 23), Phase.PREGNANCY),
        (DUE, None, DUE + timedelta(days=10), Phase.PREGNANCY),  # overdue is still pregnant
        (DUE, DUE, DUE, Phase.POSTPARTUM),
        (DUE, DUE, DUE + timedelta(days=42), Phase.POSTPARTUM),  # six weeks, the last day
        (DUE, DUE, DUE + timedelta(days=43), Phase.CHILD),
        (None, DUE, DUE + timedelta(days=400), Phase.CHILD),
        (None, DUE, DUE - timedelta(days=1), Phase.PRECONCEPTION),
        (DUE, DUE + timedelta(days=3), DUE, Phase.PREGNANCY),
    ],
)
def test_the_phase_follows_from_the_dates(due, born, today, expected):
    assert phase(due, born, today) is expected


@given(days, days, st.integers(-20, 20))
def test_the_birth_is_day_zero_once_it_is_there(due, today, shift):
    born = due + timedelta(days=shift)
    assert day_on_line(due, born, born) == 0
    assert day_on_line(due, None, due) == 0
    assert day_on_line(due, born, today) == (today - born).days
    assert day_on_line(None, None, today) is None


@pytest.mark.parametrize(
    ("from_today", "reason"),
    [(-29, "past"), (-28, ""), (0, ""), (280, ""), (281, "far")],
)
def test_a_due_date_lies_within_a_pregnancy(from_today, reason):
    today = date(2026, 11, 23)
    assert why_not_a_due_date(today + timedelta(days=from_today), today) == reason


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(1998, 5, 14), date(2026, 5, 13), 27),
        (date(1998, 5, 14), date(2026, 5, 14), 28),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_whole_years(born, today, years):
    assert age_in_years(born, today) == years


@given(days, days)
def test_an_age_is_never_negative(born, today):
    if today < born:
        for age in (age_in_days, age_in_years):
            with pytest.raises(ValueError, match="after"):
                age(born, today)
    else:
        assert age_in_days(born, today) == (today - born).days
        assert age_in_years(born, today) * 365 <= age_in_days(born, today)
