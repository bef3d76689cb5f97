"""Conditions and deadlines in words."""

import pytest

from duizend.core.working_days import Unit, Within
from duizend.pathways.words import NOT_YET_WORDS, condition_in_words, within_in_words

LABELS = {"debts": "schulden", "smoking": "rookt"}
NAMES = {"housing": "Wonen"}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"concept": "debts"}, "schulden"),
        ({"concept": "onbekend"}, "onbekend"),
        ({"life_domain": "housing", "kind": "risk"}, "iets dat weegt bij Wonen"),
        ({"life_domain": "housing", "kind": "protective"}, "iets dat beschermt bij Wonen"),
        ({"not": {"concept": "smoking"}}, "niet: rookt"),
        ({"category": ["vulnerable"]}, "samen gekozen: kwetsbare situatie"),
        ({"adversities": 3, "life_domains": 2}, "3 tegenslagen in 2 levensgebieden"),
        ({"or": [{"concept": "debts"}, {"concept": "smoking"}]}, "schulden of rookt"),
        ({"and": [{"concept": "debts"}, {"concept": "smoking"}]}, "schulden en rookt"),
        (
            {"at_least": 1, "of": [{"concept": "debts"}, {"concept": "smoking"}]},
            "schulden of rookt",
        ),
    ],
)
def test_a_condition_reads_as_a_question(condition, words):
    assert condition_in_words(condition, LABELS, NAMES) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0, Unit.DAYS, "dezelfde dag"),
        (1, Unit.DAYS, "binnen 1 dag"),
        (14, Unit.DAYS, "binnen 14 dagen"),
        (1, Unit.WORKING_DAYS, "binnen 1 werkdag"),
        (5, Unit.WORKING_DAYS, "binnen 5 werkdagen"),
        (28, Unit.WEEKS_GESTATION, "in week 28 van de zwangerschap"),
        (1, Unit.WEEKS_AFTER_BIRTH, "binnen 1 week na de geboorte"),
        (6, Unit.WEEKS_AFTER_BIRTH, "binnen 6 weken na de geboorte"),
        (0, Unit.WEEKS_FROM_DUE_DATE, "uiterlijk op de uitgerekende datum"),
        (-1, Unit.WEEKS_FROM_DUE_DATE, "uiterlijk 1 week vóór de uitgerekende datum"),
        (-6, Unit.WEEKS_FROM_DUE_DATE, "uiterlijk 6 weken vóór de uitgerekende datum"),
        (2, Unit.WEEKS_FROM_DUE_DATE, "binnen 2 weken na de uitgerekende datum"),
        (0, Unit.DAYS_AFTER_BIRTH, "op de dag van de geboorte"),
        (10, Unit.DAYS_AFTER_BIRTH, "binnen 10 dagen na de geboorte"),
    ],
)
def test_a_deadline_reads_as_it_is_said(value, unit, words):
    assert within_in_words(Within(value, unit)) == words


def test_what_fits_later_has_words():
    assert {str(words) for words in NOT_YET_WORDS.values()} == {
        "Dit past later in de zwangerschap.",
        "Dit past na de geboorte.",
        "Dit past als het kind ouder is.",
    }
