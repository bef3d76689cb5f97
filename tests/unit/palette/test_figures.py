"""Who pays and how soon there is room, of offers."""

from datetime import date

from duizend.palette.rules.figures import Paid, Waiting, financing, waiting
from tests.unit.palette.test_matrix import offered


def test_an_offer_stands_with_every_law_that_pays_it():
    rows = [
        offered("een", financing=("wmo", "zvw")),
        offered("twee", financing=("zvw",), life_domains=("money", "child")),
        offered("drie"),
    ]
    assert financing(rows, ("wmo", "zvw", "wpg"), ("money", "child")) == [
        Paid("wmo", (1, 0), 1),
        Paid("zvw", (2, 1), 2),
        Paid("wpg", (0, 0), 0),
        Paid("", (1, 0), 1),
    ]


def test_how_long_one_waits_and_who_does_not_know():
    rows = [
        offered("een", waiting_days=0, asked_on=date(2026, 11, 1), priority_for_pregnant=True),
        offered("twee", waiting_days=30, asked_on=date(2026, 9, 1)),
        offered("drie", asked_on=date(2020, 1, 1)),
    ]
    [line] = waiting(rows, ("money", "housing"))
    assert line == Waiting("money", 3, 1, 15, 30, date(2026, 9, 1), date(2026, 11, 1), 1)


def test_when_nobody_knows_there_is_no_number():
    assert waiting([offered("een")], ("money",)) == [Waiting("money", 1, 1)]
    assert waiting([], ("money",)) == []
