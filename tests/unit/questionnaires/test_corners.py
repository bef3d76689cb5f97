"""Corners of the engine that people meet once: loose questions, odd options, no result."""

from decimal import Decimal

import pytest

from duizend.questionnaires.rules.form import ItemType
from duizend.questionnaires.rules.lines import lines_above
from duizend.questionnaires.rules.parts import MOST_ON_A_PAGE, part_with, parts_of
from duizend.questionnaires.rules.progress import still_open
from duizend.questionnaires.rules.values import is_value
from duizend.questionnaires.rules.working_out import as_answer, chosen_option, work_out
from tests.unit.questionnaires.lists import choice, form, group, question, said, total


def test_loose_questions_stand_in_parts_of_their_own():
    found = form(question("a"), group("g", question("b")), question("c"))
    assert [[q.link_id for q in part.questions()] for part in parts_of(found)] == [
        ["a"],
        ["b"],
        ["c"],
    ]
    assert part_with(found, found.by_link_id["c"]).text == found.title


def test_a_long_row_of_loose_questions_is_cut_into_pages():
    found = form(*(question(f"q{number}") for number in range(MOST_ON_A_PAGE + 1)))
    assert [len(list(part.questions())) for part in parts_of(found)] == [MOST_ON_A_PAGE, 1]


def test_what_the_list_would_rather_have_answered():
    found = form(question("a", required=True), question("b"), question("c", required=True))
    left = still_open(found, {"a": [{"valueString": "ja"}]}, phase="", sees_restricted=True)
    assert [item.link_id for item in left] == ["c"]


def test_texts_stand_above_the_question_they_belong_to():
    text = {"linkId": "d", "type": "display", "text": "Denk aan een gewone dag."}
    silent = {"linkId": "e", "type": "display"}
    help_text = {"linkId": "h", "type": "display", "text": "Mag ook leeg."}
    found = form(
        group("g", text, silent, question("a", item=[help_text]), question("b"), text="Thuis")
    )
    above, below = lines_above(found.items, {"a"}, found.by_link_id.keys(), with_tops=True)
    assert [line.text for line in above["a"]] == ["Thuis", "Denk aan een gewone dag."]
    assert below == []


@pytest.mark.parametrize(
    ("kind", "raw", "fits"),
    [("Boolean", True, True), ("Integer", True, False), ("Quantity", {"value": 1}, False)],
)
def test_what_is_a_value(kind, raw, fits):
    assert is_value(kind, raw) is fits


@pytest.mark.parametrize(
    ("kind", "result", "answer"),
    [
        ("integer", None, ()),
        ("integer", True, ()),
        ("integer", "twee", ()),
        ("integer", Decimal("1.5"), ()),
        ("integer", Decimal("Infinity"), ()),
        ("integer", Decimal(3), ({"valueInteger": 3},)),
        ("decimal", Decimal("1.5"), ({"valueDecimal": 1.5},)),
        ("boolean", True, ({"valueBoolean": True},)),
        ("string", "ja", ({"valueString": "ja"},)),
        ("string", "", ()),
    ],
)
def test_a_result_is_an_answer_of_its_kind_or_none(kind, result, answer):
    item = form(question("t", kind)).by_link_id["t"]
    assert as_answer(item, result) == answer


def test_a_question_that_is_not_calculated_is_what_was_answered():
    found = form(choice("q", 0, 1))
    item = found.by_link_id["q"]
    assert item.type is ItemType.CHOICE
    assert work_out(found, item, {"q": said("a1")}, {"q"}) == said("a1")
    assert chosen_option(item, said("nobody")[0]) is None
    assert chosen_option(item, {"valueString": "a1"}) is None


def test_an_expression_that_breaks_on_these_answers_gives_no_result():
    found = form(question("n", "integer"), total("t", "%resource.item.answer.value.single() / 0"))
    item = found.by_link_id["t"]
    assert work_out(found, item, {"n": [{"valueInteger": 3}]}, {"n", "t"}) == ()
