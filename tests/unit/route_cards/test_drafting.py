"""What a draft is made of, and what differs between two."""

import pytest

from duizend.route_cards.rules import drafting
from duizend.route_cards.rules.differences import Difference, Line, differences
from tests.unit.pathways.test_matching import ROW

CARD = {**ROW, "steps": [{**step, "condition": {"concept": "debts"}} for step in ROW["steps"]]}


def codes(content):
    return [(step["order"], step["code"]) for step in content["steps"]]


@pytest.fixture
def draft():
    return drafting.from_card(CARD)


def test_a_draft_of_a_card_has_its_steps_in_order_and_no_version(draft):
    assert codes(draft) == [(1, "talk"), (2, "refer")]
    assert set(draft) & set(drafting.AT_SETTING) == set()
    assert draft["steps"][0]["after"] == []


def test_a_new_draft_has_every_part():
    new = drafting.empty("kaart", "Kaart")
    assert drafting.part(new, "about")["name"] == "Kaart"
    assert drafting.part(new, "scope")["phases"] == []
    assert drafting.part(new, "condition") is None
    assert drafting.part(new, "step:talk") is None
    assert drafting.part(new, "step_condition:talk") is None


def test_there_are_no_other_parts(draft):
    with pytest.raises(ValueError, match="no part"):
        drafting.part(draft, "colour")


@pytest.mark.parametrize(
    "name", ["about", "scope", "condition", "step:talk", "step_condition:talk"]
)
def test_a_part_put_back_changes_nothing(draft, name):
    assert drafting.with_part(draft, name, drafting.part(draft, name)) == draft


def test_a_step_keeps_its_place_and_its_condition(draft):
    step = drafting.part(draft, "step:talk") | {"action": "Anders"}
    changed = drafting.with_part(draft, "step:talk", step)
    assert codes(changed) == codes(draft)
    assert changed["steps"][0]["action"] == "Anders"
    assert changed["steps"][0]["condition"] == {"concept": "debts"}


def test_a_new_step_comes_last(draft):
    step = drafting.part(draft, "step:talk")
    changed = drafting.with_part(draft, "step:new", step)
    assert codes(changed)[-1] == (3, "new")
    assert changed["steps"][-1]["condition"] is None


@pytest.mark.parametrize(
    ("code", "by", "order"),
    [
        ("talk", 1, ["refer", "talk"]),
        ("refer", -1, ["refer", "talk"]),
        ("talk", -1, ["talk", "refer"]),
        ("refer", 1, ["talk", "refer"]),
        ("gone", 1, ["talk", "refer"]),
    ],
)
def test_steps_move_and_stay_numbered(draft, code, by, order):
    assert codes(drafting.moved(draft, code, by)) == list(enumerate(order, 1))


def test_nobody_waits_for_a_step_that_was_taken_away(draft):
    waiting = drafting.part(draft, "step:refer") | {"after": ["talk"]}
    draft = drafting.with_part(draft, "step:refer", waiting)
    left = drafting.without_step(draft, "talk")
    assert codes(left) == [(1, "refer")]
    assert left["steps"][0]["after"] == []


def test_a_stamp_differs_when_the_value_does():
    assert drafting.stamp({"a": 1, "b": 2}) == drafting.stamp({"b": 2, "a": 1})
    assert drafting.stamp({"a": 1}) != drafting.stamp({"a": 2})


def test_differences_say_what_is_new_what_is_gone_and_what_changed():
    before = [Line("about", "", "Naam", "Geld"), Line("step:a", "Bellen", "Wat", "Bellen")]
    after = [
        Line("about", "", "Naam", "Geldzorgen"),
        Line("step:b", "Bezoek", "Wat", "Bezoek"),
        Line("step:b", "Bezoek", "Na", ""),
    ]
    assert differences(before, after) == [
        Difference("", "Naam", "Geld", "Geldzorgen"),
        Difference("Bezoek", "Wat", "", "Bezoek"),
        Difference("Bellen", "Wat", "Bellen", ""),
    ]
