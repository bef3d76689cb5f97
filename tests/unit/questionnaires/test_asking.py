"""What a question is about, and what of an earlier answer still answers it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.questionnaires.rules.asking import (
    answer_by_concepts,
    asked_by,
    asks_about,
    is_long_ago,
    is_same_question,
    open_questions,
    opens_with_strength,
    same_answer,
    tells_strength,
    words_of,
)
from duizend.questionnaires.rules.form import DECLINED, Form, Item, ItemType, Option
from duizend.questionnaires.rules.meaning import concepts_of

TODAY = date(2026, 11, 23)


def option(key, *concepts):
    value = {"valueCoding": {"system": "urn:duizend:answer", "code": key}}
    return Option(key, f"Woord {key}", value, concepts)


def choice(*options, kind=ItemType.CHOICE, **more):
    return Item("q", kind, "Wie rookt er?", options=options, **more)


def form_of(*items):
    return Form("urn:x", "1", "Lijst", "", "", "", tuple(items))


SMOKE = choice(
    option("me", "smoking"),
    option("partner", "partner_smokes"),
    option("both", "smoking", "partner_smokes"),
    option("nobody"),
    option(DECLINED, "smoking"),
    asks=("tobacco",),
)


def test_a_question_is_about_what_its_choices_say_and_what_it_says_itself():
    assert asks_about(SMOKE) == {"smoking", "partner_smokes", "tobacco"}
    assert asks_about(Item("t", ItemType.TEXT)) == frozenset()
    assert asked_by(form_of(Item("g", ItemType.GROUP, items=(SMOKE,)))) == asks_about(SMOKE)


def test_the_same_question_has_the_same_words_and_kind_of_answer():
    assert is_same_question(SMOKE, choice(kind=ItemType.CHOICE))
    assert is_same_question(SMOKE, Item("z", ItemType.CHOICE, "wie  ROOKT er?"))
    assert not is_same_question(SMOKE, Item("z", ItemType.OPEN_CHOICE, "Wie rookt er?"))
    assert not is_same_question(SMOKE, Item("z", ItemType.CHOICE, "Wie drinkt er?"))


def test_an_earlier_answer_is_given_again_only_where_it_still_fits():
    me = SMOKE.options[0].value
    gone = {"valueCoding": {"system": "urn:duizend:answer", "code": "gone"}}
    assert same_answer(SMOKE, [me]) == (me,)
    assert same_answer(SMOKE, [me, gone]) == ()
    own = {"valueString": "opa"}
    assert same_answer(SMOKE, [own]) == ()
    assert same_answer(choice(*SMOKE.options, kind=ItemType.OPEN_CHOICE), [own]) == (own,)
    assert same_answer(Item("t", ItemType.TEXT), [own]) == (own,)


@pytest.mark.parametrize(
    ("said", "repeats", "chosen"),
    [
        ({"partner_smokes"}, False, ["partner"]),
        ({"smoking"}, False, ["me"]),
        ({"debts"}, False, []),
        (set(), False, []),
        # Both at once is said by one choice and by two: that is unclear when one may be chosen.
        ({"smoking", "partner_smokes"}, False, []),
        ({"smoking", "partner_smokes"}, True, ["me", "partner", "both"]),
        ({"smoking", "debts"}, False, ["me"]),
    ],
)
def test_what_to_choose_where_another_question_said_it(said, repeats, chosen):
    item = choice(*SMOKE.options[:4], repeats=repeats)
    values = answer_by_concepts(item, said)
    assert [value["valueCoding"]["code"] for value in values] == chosen


codes = st.sampled_from(["a", "b", "c", "d"])
questions = st.builds(
    lambda sets, repeats: choice(
        *(option(f"o{n}", *sorted(one)) for n, one in enumerate(sets)), repeats=repeats
    ),
    st.lists(st.frozensets(codes, max_size=3), min_size=1, max_size=5),
    st.booleans(),
)


@given(questions, st.frozensets(codes))
def test_what_is_chosen_says_what_was_said_and_nothing_else(item, said):
    values = answer_by_concepts(item, said)
    if values:
        assert concepts_of(item, values) == said & asks_about(item)
        assert item.repeats or len(values) == 1


@given(questions, st.data())
def test_the_same_question_gives_back_its_own_answer(item, data):
    chosen = data.draw(st.lists(st.sampled_from(item.options), unique_by=lambda o: o.key))
    values = tuple(one.value for one in chosen)
    assert same_answer(item, values) == values


def test_an_answer_in_words():
    boolean = Item("b", ItemType.BOOLEAN)
    said = {
        words_of(boolean, [{"valueBoolean": True}], yes="ja", no="nee"),
        words_of(boolean, [{"valueBoolean": False}], yes="ja", no="nee"),
        words_of(SMOKE, [SMOKE.options[0].value, {"valueString": "opa"}], yes="ja", no="nee"),
        words_of(Item("i", ItemType.INTEGER), [{"valueInteger": 3}], yes="ja", no="nee"),
        words_of(SMOKE, [{"valueCoding": {"code": "x", "display": "Weg"}}], yes="", no=""),
        words_of(SMOKE, [{"valueCoding": {"code": "x"}}], yes="", no=""),
    }
    assert said == {"ja", "nee", "Woord me, opa", "3", "Weg", "x"}


def test_long_ago_is_a_trimester():
    assert not is_long_ago(TODAY - timedelta(days=89), TODAY)
    assert is_long_ago(TODAY - timedelta(days=90), TODAY)


STRENGTHS = {"proud", "warmth"}
PROUD = Item("p", ItemType.TEXT, "Wat gaat goed?", asks=("proud",))


@pytest.mark.parametrize(
    ("first", "opens"),
    [
        (PROUD, True),
        (choice(option("yes", "warmth"), option("no")), True),
        (choice(option("yes", "warmth"), option("no", "smoking")), False),
        (Item("t", ItemType.TEXT, "Zeg het maar"), False),
        (SMOKE, False),
    ],
)
def test_a_list_opens_with_what_goes_well_when_its_first_question_is_about_nothing_else(
    first, opens
):
    ours = Item("a", ItemType.CHOICE, for_professional=True)
    assert opens_with_strength(form_of(ours, first, SMOKE), STRENGTHS) is opens


def test_a_list_without_questions_opens_with_nothing():
    assert not opens_with_strength(form_of(Item("d", ItemType.DISPLAY)), STRENGTHS)


def test_a_strength_is_told_by_choosing_it_or_in_words_where_only_strengths_are_asked():
    warm = choice(option("yes", "warmth"), option("no"), option(DECLINED))
    plain = Item("t", ItemType.TEXT, "Zeg het maar")
    form = form_of(PROUD, Item("g", ItemType.GROUP, items=(warm, plain)))
    words = [{"valueString": "Mijn zus"}]
    assert not tells_strength(form, {}, STRENGTHS)
    assert not tells_strength(form, {"t": words}, STRENGTHS)
    assert not tells_strength(form, {"q": [warm.options[1].value]}, STRENGTHS)
    assert not tells_strength(form, {"q": [warm.options[2].value]}, STRENGTHS)
    assert tells_strength(form, {"q": [warm.options[0].value]}, STRENGTHS)
    assert tells_strength(form, {"p": words}, STRENGTHS)


def test_open_questions_are_those_in_own_words_of_this_phase():
    later = Item("l", ItemType.STRING, phases=("child",))
    form = form_of(PROUD, SMOKE, later, Item("b", ItemType.BOOLEAN))
    assert open_questions(form, "pregnancy") == 1
    assert open_questions(form, "child") == 2
