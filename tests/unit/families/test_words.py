"""How far a family is, as somebody says it."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from duizend.families.words import age_in_words, gestation_in_words

DUE = date(2027, 2, 19)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 23), "27 weeks and 3 days"),
        (date(2026, 11, 20), "27 weeks"),
        (date(2026, 5, 23), "1 week and 1 day"),
        (date(2026, 5, 14), ""),
    ],
)
def test_gestation(today, words):
    with translation.override("en"):
        assert gestation_in_words(DUE, today) == words


@pytest.mark.parametrize(
    ("born", "today", "words"),
    [
        (DUE, DUE - timedelta(days=1), ""),
        (DUE, DUE, "0 days"),
        (DUE, DUE + timedelta(days=13), "13 days"),
        (DUE, DUE + timedelta(days=14), "2 weeks"),
        (DUE, DUE + timedelta(days=83), "11 weeks"),
        (date(2026, 1, 31), date(2026, 4, 30), "2 months"),
        (date(2026, 1, 31), date(2026, 5, 31), "4 months"),
        (date(2025, 1, 10), date(2026, 12, 9), "22 months"),
        (date(2024, 1, 10), date(2026, 1, 10), "2 years"),
    ],
)
def test_age(born, today, words):
    with translation.override("en"):
        assert age_in_words(born, today) == words
