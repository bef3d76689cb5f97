"""How soon something at a desk is late."""

from datetime import date

import pytest

from duizend.core.working_days import Unit, Within
from duizend.intake.rules import DEFAULTS, Term, due, is_late, terms_from_data, working_days_left

MONDAY = date(2026, 11, 23)


def test_taking_it_starts_the_second_term():
    assert due(DEFAULTS, MONDAY, None).term is Term.TAKE
    assert due(DEFAULTS, MONDAY, None).day == date(2026, 11, 30)
    assert due(DEFAULTS, MONDAY, date(2026, 11, 24)).term is Term.SETTLE
    assert due(DEFAULTS, MONDAY, date(2026, 11, 24)).day == date(2026, 12, 8)


def test_a_desk_sets_its_own_terms():
    row = {"value": 2, "unit": "days", "origin": "proposal", "note": ""}
    assert terms_from_data({"take": row})[Term.TAKE] == Within(2, Unit.DAYS)
    assert terms_from_data({})[Term.SETTLE] == DEFAULTS[Term.SETTLE]


def test_a_desk_cannot_count_in_weeks_of_a_pregnancy():
    row = {"value": 20, "unit": "weeks_gestation", "origin": "proposal"}
    with pytest.raises(ValueError, match="working days"):
        terms_from_data({"take": row})


@pytest.mark.parametrize(
    ("day", "late"), [(None, False), (MONDAY, False), (date(2026, 11, 22), True)]
)
def test_the_last_day_itself_is_in_time(day, late):
    assert is_late(day, MONDAY) is late


@pytest.mark.parametrize(
    ("day", "today", "left"),
    [
        (date(2026, 11, 27), date(2026, 11, 23), 4),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 30), date(2026, 11, 27), 1),  # over a weekend
        (date(2026, 12, 28), date(2026, 12, 24), 1),  # both days of Christmas are closed
        (date(2026, 11, 20), date(2026, 11, 23), -1),
    ],
)
def test_working_days_are_counted_with_dutch_holidays(day, today, left):
    assert working_days_left(day, today) == left
