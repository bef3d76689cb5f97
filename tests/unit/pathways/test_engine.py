"""The compiled engine gives what the plain evaluator gives, whatever the cards and the family."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.pathways.rules import compiled, ready
from duizend.pathways.rules.answers import Outcome
from duizend.pathways.rules.compiled import Questions, in_facts
from duizend.pathways.rules.matching import Matcher, match
from duizend.signals.rules.conditions import Facts, evaluate
from tests.unit.pathways.plainly import plainly
from tests.unit.pathways.random_cards import CONDITIONS, SEVERAL_CARDS, situations
from tests.unit.pathways.test_matching import DEBTS, SMOKING, card, situation


def told(one):
    return (
        one.card.code,
        one.outcome,
        one.evaluation,
        one.missing,
        one.not_yet,
        [(s.step.code, s.due_on, s.passed_on, s.evaluation) for s in one.steps],
        [(s.step.code, s.missing, s.needed, s.not_yet) for s in one.almost],
    )


@settings(max_examples=200)
@given(SEVERAL_CARDS, st.lists(situations(), min_size=1, max_size=4))
def test_the_engine_says_what_the_plain_evaluator_says(cards, many):
    matcher = Matcher(cards)
    for where in many:
        found = sorted(map(told, matcher.match(where)), key=lambda one: one[0])
        assert found == plainly(cards, where)


@settings(max_examples=200)
@given(CONDITIONS, situations())
def test_a_compiled_condition_evaluates_as_the_plain_one(condition, where):
    questions = Questions()
    ready = questions.compile(condition)
    bits = questions.answer(where.facts)
    for _again in range(2):
        found = in_facts(ready.ask(bits.all), where.facts.present, bits)
        assert found == evaluate(condition, where.facts)


@given(SEVERAL_CARDS, situations(), st.randoms(use_true_random=False))
def test_the_order_of_cards_and_signals_changes_nothing(cards, where, dice):
    shuffled, present = list(cards), list(where.facts.present)
    dice.shuffle(shuffled)
    dice.shuffle(present)
    other = replace(where, facts=Facts(tuple(present), where.facts.category))

    def seen(many, here):
        return {
            one.card.code: (
                one.outcome,
                frozenset(one.matched),
                one.missing,
                one.needed,
                one.not_yet,
                [(s.step.code, s.due_on, s.passed_on) for s in one.steps],
                [(s.step.code, s.missing, s.not_yet) for s in one.almost],
            )
            for one in Matcher(many).match(here)
        }

    assert seen(cards, where) == seen(shuffled, other)


@given(SEVERAL_CARDS, situations())
def test_every_card_has_one_answer_in_its_place(cards, where):
    found = match(cards, where)
    assert [one.card for one in found] == cards
    told_of = {one.card.code for one in Matcher(cards).match(where)}
    assert {one.card.code for one in found if one.outcome is not Outcome.NOT} == told_of


def test_what_it_remembers_has_a_bound(monkeypatch):
    monkeypatch.setattr(compiled, "REMEMBERED", 1)
    questions = Questions()
    ready = questions.compile({"or": [{"concept": "debts"}, {"concept": "smoking"}]})
    assert [ready.ask(bits).holds for bits in (0, 1, 2, 3, 0)] == [False, True, True, True, False]


def test_a_card_forgets_and_says_the_same_again(monkeypatch):
    two = {"and": [{"concept": "debts"}, {"concept": "smoking"}]}
    matcher = Matcher([card(), card(condition=two)])
    before = [matcher.match(situation(DEBTS)) for _again in range(2)]
    monkeypatch.setattr(ready, "REMEMBERED", 0)
    later = situation(DEBTS, today=date(2026, 11, 24))
    again = [matcher.match(later), matcher.match(situation(DEBTS))]
    assert before[0] == before[1] == again[1]
    assert [one.outcome for one in again[0]] == [Outcome.APPLIES, Outcome.ALMOST]
    both = matcher.match(situation(SMOKING))
    assert [one.outcome for one in both] == [Outcome.ALMOST]


@pytest.mark.parametrize("wrong", [{}, {"xor": []}, {"and": []}, {"or": []}])
def test_what_is_no_condition_is_refused_when_it_is_made_ready(wrong):
    with pytest.raises(ValueError, match="condition"):
        Questions().compile(wrong)


def test_a_card_for_everybody_needs_to_know_the_phase():
    everybody = card(condition=None, why="Voor iedereen.")
    assert match([everybody], situation())[0].outcome is Outcome.APPLIES
    unknown = situation(phase="", gestation_days=None)
    assert match([everybody], unknown)[0].outcome is Outcome.NOT
