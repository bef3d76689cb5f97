from datetime import date

import pytest

from duizend.consultations.rules.terms import answer_by, is_late

FRIDAY = date(2026, 11, 20)


def test_three_working_days():
    assert answer_by(FRIDAY) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("answered", "today", "late"),
    [
        (None, date(2026, 11, 25), False),
        (None, date(2026, 11, 26), True),
        (date(2026, 11, 27), date(2026, 11, 28), False),
    ],
)
def test_late_is_no_answer_after_the_last_day(answered, today, late):
    assert is_late(FRIDAY, answered, today) is late
