"""What is wrong with a card, in the same words for a file, the screen and a program."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.pathways.reading import mistakes_of
from duizend.pathways.rules.checking import CardProblem, Known, Wrong, check, sentence_words
from duizend.pathways.words import PROBLEM_WORDS, card_problem_in_words
from tests.unit.pathways.test_matching import ROW

KNOWN = Known(
    concepts={"debts", "smoking"},
    municipalities={"GM1680"},
    interventions={"schuldhulp"},
    offers={"hulp-bij-geld"},
    sources={"S001"},
)
REFER = {**ROW["steps"][0], "offers": [], "interventions": ["schuldhulp"]}
TALK = {
    **ROW["steps"][1],
    "performer": {"role": "referrer", "organization_kinds": ["midwifery_practice"]},
}


def step(code, order, **changes):
    return {**deepcopy(TALK), "code": code, "order": order, **changes}


def row(*steps, **changes):
    steps = steps or (TALK, {**REFER, "after": ["talk"]})
    return {**deepcopy(ROW), "steps": [deepcopy(dict(one)) for one in steps], **changes}


def within(value, unit):
    return {"value": value, "unit": unit, "origin": "proposal"}


def found(card, known=KNOWN):
    return [(one.path, one.wrong, one.value) for one in check(card, known)]


def test_a_sound_card_has_no_mistakes():
    assert check(row(), KNOWN) == []
    assert mistakes_of(row(), KNOWN) == []


def test_what_nobody_here_knows_is_not_held_against_a_card():
    elsewhere = row(condition={"concept": "x"}, municipalities=["GM9999"])
    elsewhere["sources"] = [{"ref": "ELSEWHERE", "year": None}]
    assert check(elsewhere, Known()) == []


@pytest.mark.parametrize(
    ("after", "first", "route"),
    [
        ({"a": ["a"]}, 0, "a → a"),
        ({"a": ["b"], "b": ["a"]}, 0, "a → b → a"),
        # c goes after b, b after d, d after c: people read it forward.
        ({"b": ["d"], "c": ["b"], "d": ["c"]}, 1, "b → c → d → b"),
        # A way into the circle is no part of it.
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, 1, "b → c → b"),
    ],
)
def test_a_circle_is_refused_with_its_route(after, first, route):
    steps = [step(code, n, after=after.get(code, [])) for n, code in enumerate("abcd", 1)]
    assert found(row(*steps)) == [(("steps", first, "after"), Wrong.CIRCLE, route)]
    (mistake,) = mistakes_of(row(*steps), KNOWN)
    assert mistake.place == f"steps[{first}].after"
    assert mistake.reason == f"De stappen lopen in een kring: {route}."


def test_two_circles_are_both_named_and_ways_that_meet_are_none():
    steps = [
        step("a", 1, after=["b"]),
        step("b", 2, after=["a"]),
        step("c", 3, after=["d"]),
        step("d", 4, after=["c"]),
    ]
    assert [one[2] for one in found(row(*steps))] == ["a → b → a", "c → d → c"]
    meeting = [
        step("a", 1),
        step("b", 2, after=["a"]),
        step("c", 3, after=["a"]),
        step("d", 4, after=["b", "c"]),
    ]
    assert check(row(*meeting), KNOWN) == []


def test_a_very_long_route_is_followed_to_its_end():
    codes = [f"s{number}" for number in range(3000)]
    steps = [step(code, n + 1, after=[codes[n - 1]]) for n, code in enumerate(codes)]
    (circle,) = check(row(*steps), KNOWN)
    assert circle.wrong is Wrong.CIRCLE
    assert circle.value.startswith("s0 → s1 → s2")


@pytest.mark.parametrize(
    ("card", "path", "wrong"),
    [
        (row(condition={"concept": "x"}), ("condition", "concept"), Wrong.UNKNOWN),
        (
            row(condition={"and": [{"concept": "debts"}, {"not": {"concept": "x"}}]}),
            ("condition", "and", 1, "not", "concept"),
            Wrong.UNKNOWN,
        ),
        (
            row(condition={"at_least": 3, "of": [{"concept": "debts"}]}),
            ("condition", "at_least"),
            Wrong.TOO_MANY_WANTED,
        ),
        (row(municipalities=["GM9999"]), ("municipalities", 0), Wrong.UNKNOWN),
        (row(sources=[{"ref": "S9", "year": None}]), ("sources", 0, "ref"), Wrong.UNKNOWN),
        (
            row(gestation_days={"from": 9, "until": 8}),
            ("gestation_days", "until"),
            Wrong.BACKWARDS,
        ),
        (row(why="{count} dingen"), ("why",), Wrong.WORD_IN_BRACES),
        (row(why="Fout {"), ("why",), Wrong.WORD_IN_BRACES),
        (row(why="Fout }"), ("why",), Wrong.WORD_IN_BRACES),
        (row(TALK, condition=None), ("why",), Wrong.NOTHING_TO_NAME),
        (
            row(TALK, condition={"category": ["vulnerable"]}),
            ("why",),
            Wrong.NOTHING_TO_NAME,
        ),
        (
            row(TALK, condition={"or": [{"not": {"concept": "debts"}}]}),
            ("why",),
            Wrong.NOTHING_TO_NAME,
        ),
        (row(step("talk", 2)), ("steps", 0, "order"), Wrong.ORDER),
        (row(step("a", 1), step("a", 2)), ("steps", 1, "code"), Wrong.TWICE),
        (row(step("a", 1, after=["z"])), ("steps", 0, "after", 0), Wrong.NO_SUCH_STEP),
        (row(step("a", 1, phases=["postpartum"])), ("steps", 0, "phases", 0), Wrong.NOT_IN_CARD),
        (
            row(step("a", 1, child_age_days={"from": 9, "until": 8})),
            ("steps", 0, "child_age_days", "until"),
            Wrong.BACKWARDS,
        ),
        (
            row(step("a", 1, condition={"concept": "x"})),
            ("steps", 0, "condition", "concept"),
            Wrong.UNKNOWN,
        ),
        (row(step("a", 1, why="{name}")), ("steps", 0, "why"), Wrong.WORD_IN_BRACES),
        (row(step("a", 1, offers=["x"])), ("steps", 0, "offers", 0), Wrong.UNKNOWN),
        (row(step("a", 1, interventions=["x"])), ("steps", 0, "interventions", 0), Wrong.UNKNOWN),
        (
            row(step("a", 1, sources=[{"ref": "S9", "year": 2020}])),
            ("steps", 0, "sources", 0, "ref"),
            Wrong.UNKNOWN,
        ),
    ],
)
def test_each_mistake_is_named_at_its_place(card, path, wrong):
    assert [one[:2] for one in found(card)] == [(path, wrong)]


def test_a_condition_that_nobody_can_read_is_refused():
    deep: dict[str, Any] = {"concept": "debts"}
    for _layer in range(9):
        deep = {"and": [deep]}
    assert [one.wrong for one in check(row(condition=deep), KNOWN)] == [Wrong.TOO_DEEP]


BEGINS_LATE = {"gestation_days": {"from": 210, "until": None}}


@pytest.mark.parametrize(
    ("changes", "card", "passed"),
    [
        ({"within": within(28, "weeks_gestation")}, BEGINS_LATE, True),
        ({"within": within(30, "weeks_gestation")}, BEGINS_LATE, False),
        ({"within": within(-12, "weeks_from_due_date")}, BEGINS_LATE, True),
        ({"within": within(-10, "weeks_from_due_date")}, BEGINS_LATE, False),
        ({"within": within(0, "days")}, BEGINS_LATE, False),
        ({"within": within(16, "weeks_gestation"), **BEGINS_LATE}, {}, True),
        ({"within": within(16, "weeks_gestation"), "phases": ["child"]}, {}, True),
        # The card is for children from six weeks.
        ({"within": within(5, "weeks_after_birth"), "phases": ["child"]}, {}, True),
        ({"within": within(6, "weeks_after_birth"), "phases": ["child"]}, {}, False),
        ({"within": within(10, "days_after_birth"), "phases": ["child"]}, {}, True),
        (
            {"within": within(4, "weeks_gestation"), "phases": ["preconception"]},
            {"phases": ["preconception", "pregnancy"]},
            False,
        ),
    ],
)
def test_a_deadline_that_is_past_from_the_start_is_said(changes, card, passed):
    wrongs = [one.wrong for one in check(row(step("a", 1, **changes), **card), KNOWN)]
    assert wrongs == ([Wrong.PAST_FROM_THE_START] if passed else [])


def test_a_deadline_before_that_of_the_step_before_is_said():
    steps = [
        step("late", 1, within=within(30, "weeks_gestation")),
        step("early", 2, within=within(28, "weeks_gestation"), after=["late", "free"]),
        step("free", 3, within=within(3, "days")),
        step("birth", 4, within=within(0, "days_after_birth"), after=["late"]),
    ]
    assert found(row(*steps)) == [(("steps", 1, "within"), Wrong.BEFORE_THE_STEP_BEFORE, "late")]


def test_what_does_not_fit_the_schema_is_said_first():
    odd = row(condition={"concept": "x"})
    del odd["why"]
    (mistake,) = mistakes_of(odd, KNOWN)
    assert (mistake.code, mistake.reason) == ("shape", "Dit ontbreekt: why.")
    assert [one.code for one in mistakes_of([], KNOWN)] == ["shape"]
    negative = row(step("a", 1, within=within(-1, "days")))
    assert [one.place for one in mistakes_of(negative, KNOWN)] == ["steps[0].within.value"]
    assert mistakes_of(row(step("a", 1, within=within(-1, "weeks_from_due_date"))), KNOWN) == []


def test_every_mistake_has_words():
    assert set(PROBLEM_WORDS) == set(Wrong)
    for wrong in Wrong:
        assert card_problem_in_words(wrong, "x")
    assert CardProblem((), Wrong.ORDER) == CardProblem((), Wrong.ORDER, "")


def test_the_words_of_a_sentence():
    assert list(sentence_words("Over {labels} en {")) == ["labels", "{"]


JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.dictionaries(
            st.sampled_from(["condition", "steps", "and", "after", "why"]), inside, max_size=3
        ),
    ),
    max_leaves=10,
)


@given(JUNK, st.sampled_from(["condition", "steps", "why", "municipalities", "gestation_days"]))
def test_junk_is_refused_and_never_breaks(junk, key):
    assert mistakes_of(junk, KNOWN)
    mistakes_of({**row(), key: junk}, KNOWN)
