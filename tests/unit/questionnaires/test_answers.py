"""What was filled in becomes an answer, or is refused with a reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.content import CONTENT_DIR
from duizend.questionnaires.rules.answers import (
    AnswerRefused,
    Given,
    Refused,
    answer,
    digest,
    given_from,
)
from duizend.questionnaires.rules.form import Item, ItemType
from duizend.questionnaires.rules.meaning import (
    category_of,
    concepts_of,
    is_declined,
    says_something,
    talk_now,
)
from duizend.questionnaires.rules.reading import read

START = read(json.loads((CONTENT_DIR / "questionnaires" / "startgesprek-duizend.json").read_text()))
WHO = START.by_link_id["B1"]  # open choice, more answers
SMOKES = START.by_link_id["L1"]
DEBTS = START.by_link_id["W2"]  # one answer
SAFE = START.by_link_id["V1"]


def plain(kind):
    return Item("x", ItemType(kind))


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("integer", "12", {"valueInteger": 12}),
        ("decimal", "2,5", {"valueDecimal": 2.5}),
        ("decimal", "3", {"valueDecimal": 3}),
        ("date", "2026-12-03", {"valueDate": "2026-12-03"}),
        ("dateTime", "2026-12-03T10:30", {"valueDateTime": "2026-12-03T10:30:00"}),
        ("time", "10:30", {"valueTime": "10:30:00"}),
        ("url", "https://example.nl/", {"valueUri": "https://example.nl/"}),
        ("string", " Els ", {"valueString": "Els"}),
        ("text", "Eén\r\ntwee", {"valueString": "Eén\ntwee"}),
    ],
)
def test_each_kind_of_answer(kind, raw, value):
    values = answer(plain(kind), Given(text=raw))
    assert values == (value,)
    assert answer(plain(kind), given_from(plain(kind), values)) == values


def test_yes_and_no():
    assert answer(plain("boolean"), Given(("true",))) == ({"valueBoolean": True},)
    assert given_from(plain("boolean"), [{"valueBoolean": False}]) == Given(("false",))


@pytest.mark.parametrize(
    ("item", "filled_in", "reason"),
    [
        (plain("group"), Given(text="x"), Refused.NOT_A_QUESTION),
        (plain("boolean"), Given(("maybe",)), Refused.NOT_YES_OR_NO),
        (plain("boolean"), Given(("true", "false")), Refused.ONE_ANSWER_ONLY),
        (plain("integer"), Given(text="12,5"), Refused.NOT_A_WHOLE_NUMBER),
        (plain("integer"), Given(text="9999999999"), Refused.NOT_A_WHOLE_NUMBER),
        (plain("integer"), Given(text="\u0663"), Refused.NOT_A_WHOLE_NUMBER),
        (plain("decimal"), Given(text="nan"), Refused.NOT_A_NUMBER),
        (plain("decimal"), Given(text="1e9"), Refused.NOT_A_NUMBER),
        (plain("date"), Given(text="2026-02-31"), Refused.NOT_A_DAY),
        (plain("dateTime"), Given(text="straks"), Refused.NOT_A_MOMENT),
        (plain("time"), Given(text="25:00"), Refused.NOT_A_TIME),
        (plain("url"), Given(text="javascript:alert(1)"), Refused.NOT_AN_ADDRESS),
        (plain("string"), Given(text="a" * 256), Refused.TOO_LONG),
        (plain("text"), Given(text="a" * 100_000), Refused.TOO_LONG),
        (plain("text"), Given(text="nul\x00teken"), Refused.NOT_TEXT),
        (plain("text"), Given(("vinkje",)), Refused.NOT_AN_OPTION),
        (DEBTS, Given(("geen-optie",)), Refused.NOT_AN_OPTION),
        (DEBTS, Given((DEBTS.options[0].key, DEBTS.options[1].key)), Refused.ONE_ANSWER_ONLY),
        (DEBTS, Given(text="zelf geschreven"), Refused.NOT_AN_OPTION),
        (WHO, Given(("partner",), "a" * 300), Refused.TOO_LONG),
    ],
)
def test_what_does_not_fit_is_refused(item, filled_in, reason):
    with pytest.raises(AnswerRefused) as refusal:
        answer(item, filled_in)
    assert refusal.value.reason is reason


def test_rather_not_answer_stands_alone_and_means_nothing():
    values = answer(WHO, Given(("partner", "declined"), "en mijn zus"))
    assert given_from(WHO, values).chosen == ("declined",)
    assert is_declined(values)
    assert not says_something(values)
    assert concepts_of(WHO, values) == frozenset()


def test_an_answer_points_to_its_concepts_and_words_of_ones_own_to_none():
    assert concepts_of(WHO, answer(WHO, Given(("partner", "family")))) == {
        "involved_partner",
        "network_support",
    }
    own = answer(WHO, Given(text="schulden, roken en geweld"))
    assert concepts_of(WHO, own) == frozenset()
    assert says_something(own)


def test_a_choice_of_an_older_version_is_not_ticked():
    old = {"valueCoding": {"system": "urn:duizend:answer", "code": "buurman"}}
    assert given_from(WHO, [old, {"valueString": "mijn zus"}]) == Given((), "mijn zus")


def test_skipping_is_no_answer():
    assert answer(WHO, Given()) == ()
    assert answer(plain("text"), Given(text="   ")) == ()
    assert not says_something(())


def test_the_order_of_ticking_makes_no_difference():
    first = answer(WHO, Given(("partner", "family")))
    assert first == answer(WHO, Given(("family", "partner", "family")))
    assert digest(first) != digest(())


def test_what_is_shielded_is_kept_in_safety_and_says_what_to_do_now():
    assert category_of(SAFE) == "safety"
    assert category_of(START.by_link_id["P4"]) == "safety"
    assert category_of(DEBTS) == "money"
    assert category_of(START.by_link_id["K1"]) == "plan"
    assert "112" in talk_now(SAFE, answer(SAFE, Given(("hurt",))))[0]
    assert talk_now(SAFE, answer(SAFE, Given(("yes",)))) == []


@given(st.sampled_from(list(START.questions())), st.data())
def test_a_valid_answer_comes_back_as_it_was(item, data):
    if item.is_choice:
        keys = st.sampled_from([option.key for option in item.options])
        most = 4 if item.repeats else 1
        chosen = tuple(data.draw(st.lists(keys, max_size=most)))
        chosen = tuple(dict.fromkeys(chosen))
    else:
        chosen = ()
    is_open = item.type in (ItemType.OPEN_CHOICE, ItemType.TEXT)
    words = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=100)
    values = answer(item, Given(chosen, data.draw(words) if is_open else ""))
    assert answer(item, given_from(item, values)) == values
    assert json.loads(json.dumps(list(values))) == list(values)


@given(st.sampled_from(list(START.questions())), st.text(max_size=40), st.text(max_size=300))
def test_anything_typed_is_an_answer_or_a_reason(item, chosen, text):
    try:
        values = answer(item, Given((chosen,) if chosen else (), text))
    except AnswerRefused:
        values = ()
    assert all(len(value) == 1 for value in values)
