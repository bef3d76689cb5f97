"""Which cards apply to a situation, which nearly, and why."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.content import CONTENT_DIR, read
from duizend.pathways.rules.answers import Outcome, Situation, asked_for
from duizend.pathways.rules.cards import Card, DayRange, StepKind, branches_of, leaves_of
from duizend.pathways.rules.matching import Matcher, current, match
from duizend.pathways.rules.timing import NotYet, fits_in_time, fits_later
from duizend.signals.rules.conditions import ConceptFact, Facts

TODAY = date(2026, 11, 23)
DUE = date(2027, 2, 19)
DEBTS = ConceptFact("debts", "risk", "money", "schulden", adversity=True)
STRAIN = ConceptFact("financial_strain", "risk", "money", "komt moeilijk rond", adversity=True)
SMOKING = ConceptFact("smoking", "risk", "lifestyle", "roken")
ROW: dict[str, Any] = {
    "code": "geldzorgen",
    "name": "Geldzorgen",
    "version": 1,
    "set_on": "2026-11-02",
    "set_by": "De coalitie",
    "demo": True,
    "municipalities": ["GM1680"],
    "phases": ["pregnancy", "child"],
    "gestation_days": {"from": 0, "until": 280},
    "child_age_days": {"from": 42, "until": 730},
    "condition": {"concept": "debts"},
    "why": "Er is gesproken over {labels}.",
    "note": "",
    "certainty": "document",
    "sources": [{"ref": "S001", "year": None}],
    "checked_on": "2026-11-22",
    "steps": [
        {
            "order": 2,
            "code": "refer",
            "action": "Verwijzen",
            "kind": "referral",
            "performer": {"role": "debt_counsellor", "organization_kinds": ["debt_support"]},
            "offers": ["hulp-bij-geld"],
            "interventions": [],
            "within": {"value": 5, "unit": "working_days", "origin": "proposal", "note": ""},
            "feedback": {
                "who": "receiver",
                "to": "referrer",
                "within": {"value": 10, "unit": "working_days", "origin": "source", "note": ""},
            },
            "consent_categories": ["contact", "money"],
            "why": "Er is gesproken over {labels}.",
            "origin": "proposal",
            "sources": [],
        },
        {
            "order": 1,
            "code": "talk",
            "action": "Bespreken",
            "kind": "talk",
            "performer": {"role": "referrer", "organization_kinds": []},
            "offers": [],
            "interventions": [],
            "within": None,
            "feedback": None,
            "consent_categories": [],
            "why": "Erover praten is de eerste hulp.",
            "origin": "source",
            "sources": [{"ref": "S001", "year": None}],
        },
    ],
}


def card(**changes):
    return Card.from_data({**deepcopy(ROW), **changes})


def situation(*present, **changes):
    usual = Situation(
        facts=Facts(present, changes.pop("category", "")),
        phase="pregnancy",
        municipality="GM1680",
        today=TODAY,
        gestation_days=192,
        due_date=DUE,
    )
    return replace(usual, **changes)


def outcome(one, where):
    return match([one], where)[0].outcome


def test_a_card_applies_and_says_what_made_it_so():
    (found,) = match([card()], situation(DEBTS, SMOKING))
    assert found.outcome is Outcome.APPLIES
    assert found.matched == (DEBTS,)
    assert [step.step.code for step in found.steps] == ["talk", "refer"]
    assert [step.due_on for step in found.steps] == [None, date(2026, 11, 30)]
    feedback = found.steps[1].step.feedback
    assert feedback is not None
    assert feedback.within is not None
    assert feedback.within.value == 10


@pytest.mark.parametrize(
    ("changes", "where", "expected"),
    [
        ({}, situation(), Outcome.NOT),
        ({}, situation(SMOKING), Outcome.NOT),
        ({}, situation(DEBTS, municipality="GM0118"), Outcome.NOT),
        ({"municipalities": []}, situation(DEBTS, municipality="GM0118"), Outcome.APPLIES),
        ({}, situation(DEBTS, phase="preconception", gestation_days=None), Outcome.NOT),
        ({}, situation(DEBTS, gestation_days=280), Outcome.APPLIES),  # the bound is inclusive
        ({"phases": ["pregnancy"]}, situation(DEBTS, gestation_days=281), Outcome.NOT),
        # What is not known keeps no card away.
        ({}, situation(DEBTS, phase="", gestation_days=None), Outcome.APPLIES),
        ({}, situation(DEBTS, gestation_days=None), Outcome.APPLIES),
        ({}, situation(DEBTS, phase="child", child_age_days=42), Outcome.APPLIES),
        ({}, situation(DEBTS, phase="child", child_age_days=731), Outcome.NOT),
        ({}, situation(DEBTS, phase="child", child_age_days=None), Outcome.APPLIES),
        ({"gestation_days": None}, situation(DEBTS, gestation_days=5), Outcome.APPLIES),
        ({"condition": {"not": {"concept": "smoking"}}}, situation(), Outcome.APPLIES),
        ({"condition": {"not": {"concept": "smoking"}}}, situation(SMOKING), Outcome.NOT),
        (
            {"condition": {"category": ["vulnerable"]}},
            situation(category="vulnerable"),
            Outcome.APPLIES,
        ),
        ({"condition": {"category": ["vulnerable"]}}, situation(), Outcome.NOT),
    ],
)
def test_when_a_card_applies(changes, where, expected):
    assert outcome(card(**changes), where) is expected


TWO = {"at_least": 2, "of": [{"concept": "debts"}, {"concept": "smoking"}, {"concept": "poverty"}]}


def test_one_thing_short_is_nearly_and_says_what_is_missing():
    (found,) = match([card(condition=TWO)], situation(DEBTS))
    assert found.outcome is Outcome.ALMOST
    assert found.needed == 1
    assert asked_for(found.missing) == [{"concept": "smoking"}, {"concept": "poverty"}]
    assert found.steps == ()


def test_nothing_said_yet_is_not_nearly():
    assert outcome(card(condition=TWO), situation()) is Outcome.NOT
    three = {**TWO, "at_least": 3}
    assert outcome(card(condition=three), situation(DEBTS)) is Outcome.NOT


def test_only_the_shared_choice_missing_is_nearly():
    both = {"and": [{"concept": "debts"}, {"category": ["vulnerable", "highly_vulnerable"]}]}
    (found,) = match([card(condition=both)], situation(DEBTS))
    assert found.outcome is Outcome.ALMOST
    assert asked_for(found.missing) == [{"category": ["vulnerable", "highly_vulnerable"]}]


@pytest.mark.parametrize(
    ("changes", "where", "expected"),
    [
        (
            {"gestation_days": {"from": 210, "until": None}},
            situation(DEBTS),
            NotYet.LATER_IN_PREGNANCY,
        ),
        ({"phases": ["postpartum", "child"]}, situation(DEBTS), NotYet.AFTER_BIRTH),
        ({}, situation(DEBTS, phase="child", child_age_days=20), NotYet.WHEN_OLDER),
        ({}, situation(DEBTS, phase="postpartum", child_age_days=20), NotYet.WHEN_OLDER),
        ({"phases": ["pregnancy"]}, situation(DEBTS, phase="child", child_age_days=9), None),
        ({}, situation(DEBTS, phase="preconception", gestation_days=None), None),
    ],
)
def test_what_fits_later_says_when(changes, where, expected):
    one = card(**changes)
    assert fits_later(one, where) is expected or fits_in_time(one, where)
    (found,) = match([one], where)
    assert found.not_yet is expected
    assert found.outcome is (Outcome.ALMOST if expected else Outcome.NOT)


def test_the_newest_version_in_force_counts_unless_a_family_works_with_another():
    old, new = card(), card(version=2, set_on="2026-11-20")
    coming = card(version=3, set_on="2027-01-01")
    other = card(code="anders", name="Anders")
    cards = [coming, new, old, other]
    assert [one.key for one in current(cards, TODAY)] == [("anders", 1), ("geldzorgen", 2)]
    kept = current(cards, TODAY, [("geldzorgen", 1)])
    assert [one.key for one in kept] == [("anders", 1), ("geldzorgen", 1)]
    assert [one.key for one in current([coming], TODAY)] == []


def test_a_version_that_is_gone_leaves_the_family_without_that_card():
    assert current([card(version=2)], TODAY, [("geldzorgen", 1)]) == []


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, 5, True),
        (0, 10, 0, True),
        (0, 10, 10, True),
        (0, 10, 11, False),
        (1, None, 0, False),
    ],
)
def test_a_range_is_inclusive_and_open_where_it_says_nothing(first, last, day, holds):
    assert DayRange(first, last).holds(day) is holds


def test_a_card_is_read_whole():
    one = card()
    assert one.step("refer").kind is StepKind.REFERRAL
    assert one.step("nothing") is None
    assert one.triggers == {"debts"}
    assert list(leaves_of({"not": {"concept": "b"}})) == [{"concept": "b"}]


def test_what_is_missing_in_two_ways_is_asked_once():
    poverty = {"concept": "poverty"}
    assert asked_for([poverty, {"or": [poverty, {"concept": "debts"}]}]) == [
        poverty,
        {"concept": "debts"},
    ]


def test_a_wish_that_something_is_absent_stays_whole():
    assert asked_for([{"not": {"concept": "smoking"}}]) == [{"not": {"concept": "smoking"}}]


def speaks_of_concepts_only(condition):
    return condition is not None and all("concept" in leaf for leaf in leaves_of(condition))


def asks_for_absence(condition):
    return "not" in condition or any(asks_for_absence(branch) for branch in branches_of(condition))


OUR_CARDS = [
    Card.from_data(read(path, "route_card").data)
    for path in sorted((CONTENT_DIR / "route_cards").glob("*.json"))
]
FACTS = st.lists(
    st.sampled_from([DEBTS, STRAIN, SMOKING]), unique_by=lambda fact: fact.code, max_size=3
)


@given(FACTS, st.sampled_from(["pregnancy", "postpartum", "child", "preconception"]))
def test_our_own_cards_answer_in_every_situation(present, phase):
    found = match(OUR_CARDS, situation(*present, phase=phase, child_age_days=30))
    assert [one.card for one in found] == OUR_CARDS
    for one in found:
        assert bool(one.steps) is (one.outcome is Outcome.APPLIES)
        assert set(one.matched) <= set(present)


@given(FACTS)
def test_what_was_never_said_never_counts(present):
    for one in match(OUR_CARDS, situation(*present)):
        if (
            one.outcome is Outcome.APPLIES
            and speaks_of_concepts_only(one.card.condition)
            and not asks_for_absence(one.card.condition)
        ):
            assert one.card.triggers & {fact.code for fact in present}


def test_it_is_fast_enough_to_ask_for_everybody_at_once():
    matcher = Matcher(OUR_CARDS * 5)
    where = [situation(DEBTS, SMOKING), situation(), situation(STRAIN)] * 100
    started = perf_counter()
    for one in where:
        matcher.match(one)
    # 300 families; the promise of a second for 10,000 is held by the bench, with room here.
    assert perf_counter() - started < 3
