"""A card in words, and what stands in the way of setting it."""

from copy import deepcopy

import pytest

from duizend.pathways.rules.checking import Known
from duizend.route_cards.completeness import circles_in, problems_of
from duizend.route_cards.rules import drafting
from duizend.route_cards.words import Names, lines_of, range_in_words, sentence_of
from tests.unit.pathways.test_matching import ROW

NAMES = Names(
    labels={"debts": "schulden", "smoking": "rookt", "alone": "staat er alleen voor"},
    domains={"money": "Geld en werk"},
    municipalities={"GM1680": "Aa en Hunze"},
)
DEBTS, SMOKING, ALONE = ({"concept": code} for code in ("debts", "smoking", "alone"))
ANYTHING = Known()


@pytest.fixture
def draft():
    content = deepcopy(ROW)
    for step in content["steps"]:
        step["performer"]["organization_kinds"] = ["midwifery_practice"]
    return drafting.from_card(content)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (None, "voor iedereen in deze fase en deze gemeenten"),
        (DEBTS, "schulden"),
        (
            {"and": [DEBTS, {"or": [SMOKING, ALONE]}, {"not": DEBTS}]},
            "schulden ÉN (rookt OF staat er alleen voor) ÉN NIET schulden",
        ),
        ({"not": {"and": [DEBTS, SMOKING]}}, "NIET (schulden ÉN rookt)"),
        ({"or": [{"and": [DEBTS]}, SMOKING]}, "schulden OF rookt"),
        (
            {"at_least": 2, "of": [DEBTS, SMOKING, ALONE]},
            "ten minste 2 van (schulden, rookt, staat er alleen voor)",
        ),
    ],
)
def test_a_condition_is_read_as_a_sentence(condition, said):
    assert sentence_of(condition, NAMES) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, ""),
        ({"from": None, "until": None}, ""),
        ({"from": 84, "until": 202}, "van week 12 tot en met week 28"),
        ({"from": 84, "until": 200}, "van dag 84 tot en met dag 200"),
        ({"from": 84, "until": None}, "vanaf week 12"),
        ({"from": 85, "until": None}, "vanaf dag 85"),
        ({"from": None, "until": 69}, "tot en met week 9"),
        ({"from": None, "until": 70}, "tot en met dag 70"),
        ({"from": 0, "until": None}, "vanaf week 0"),
    ],
)
def test_days_are_said_in_weeks_where_they_are(days, said):
    assert range_in_words(days) == said


def test_every_line_of_a_card_has_words(draft):
    lines = {(line.about, line.label): line.text for line in lines_of(draft, NAMES)}
    assert lines["", "Van toepassing als"] == "schulden"
    assert lines["", "Gemeente"] == "Aa en Hunze"
    assert lines["Verwijzen", "Door wie"] == "schuldhulpverlener"
    assert lines["Verwijzen", "Termijn"] == "binnen 5 werkdagen (ons eigen voorstel)"
    assert lines["Verwijzen", "Terugkoppeling"] == (
        "wie de vraag krijgt laat weten aan wie verwees, binnen 10 werkdagen (uit een bron)"
    )
    assert lines["Bespreken", "Termijn"] == ""
    assert lines_of({**draft, "municipalities": []}, NAMES)[8].text == "overal"


def test_what_waits_and_has_a_condition_says_so(draft):
    draft["steps"][1] |= {"after": ["talk"], "condition": SMOKING}
    lines = {line.label: line.text for line in lines_of(draft, NAMES) if line.about == "Verwijzen"}
    assert (lines["Na"], lines["Alleen als"]) == ("Bespreken", "rookt")


def test_a_whole_draft_has_no_problems(draft):
    assert problems_of(draft, ANYTHING) == []


def test_what_is_missing_is_said_first():
    parts = [problem.part for problem in problems_of(drafting.empty("kaart", "Kaart"), ANYTHING)]
    assert parts == ["about", "about", "scope", "steps"]


def test_what_does_not_fit_is_said_at_its_part(draft):
    draft["steps"][1]["consent_categories"] = []
    draft["steps"][0]["condition"] = {"concept": 3}
    draft["gestation_days"] = {"from": -1, "until": None}
    draft["condition"] = {"or": []}
    draft["code"] = "GEEN CODE"
    draft["name"] = ""
    found = {(problem.part, problem.about) for problem in problems_of(draft, ANYTHING)}
    assert found == {
        ("step:refer", "Verwijzen"),
        ("step_condition:talk", "Bespreken"),
        ("scope", ""),
        ("condition", ""),
        ("about", ""),
    }


def test_what_is_not_known_is_said(draft):
    known = Known(concepts=frozenset(), municipalities=frozenset())
    found = [(problem.part, problem.reason) for problem in problems_of(draft, known)]
    assert ("scope", "“GM1680” is niet bekend.") in found
    assert ("condition", "“debts” is niet bekend.") in found


def test_a_circle_is_named_by_its_steps(draft):
    draft["steps"][0]["after"] = ["refer"]
    draft["steps"][1]["after"] = ["talk"]
    (circle,) = circles_in(draft)
    assert "Bespreken → Verwijzen → Bespreken" in circle
    (problem,) = problems_of(draft, ANYTHING)
    assert problem.about == "Bespreken"
