"""Which questions are open: every operator, any and all, and properties of all lists."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.form import ALONE
from duizend.questionnaires.rules.reading import read as read_resource

TYPES = {
    "Integer": ("integer", 3, 5),
    "Decimal": ("decimal", 2.5, 7),
    "Date": ("date", "2026-01-31", "2026-12-03"),
    "DateTime": ("dateTime", "2026-01-31T10:00:00+01:00", "2026-01-31T10:00:00Z"),
    "Time": ("time", "09:30:00", "10:00:00"),
}


def read(resource):
    return read_resource({"resourceType": "Questionnaire", **resource})


def second_open(kind, type_name, operator, wanted, values):
    options = {"answerOption": [{"valueString": "x"}]} if type_name == "choice" else {}
    form = read(
        {
            "item": [
                {"linkId": "a", "type": type_name, **options},
                {
                    "linkId": "b",
                    "type": "string",
                    "enableWhen": [
                        {"question": "a", "operator": operator, f"answer{kind}": wanted}
                    ],
                },
            ]
        }
    )
    return "b" in open_items(form, {"a": [{f"value{kind}": value} for value in values]})


@pytest.mark.parametrize("kind", TYPES)
def test_all_operators_put_answers_in_order(kind):
    type_name, small, large = TYPES[kind]

    def is_open(operator, wanted, *values):
        return second_open(kind, type_name, operator, wanted, values)

    assert is_open("=", small, small)
    assert not is_open("=", small, large)
    assert is_open("!=", small, large)
    assert not is_open("!=", small, small)
    assert is_open(">", small, large)
    assert not is_open(">", small, small)
    assert is_open("<", large, small)
    assert not is_open("<", small, small)
    assert is_open(">=", small, small)
    assert is_open("<=", small, small)
    assert not is_open("<=", small, large)
    assert is_open("=", small, large, small)  # one of the answers is enough
    assert not is_open(">", small)
    assert is_open("!=", small)


@pytest.mark.parametrize(
    ("wanted", "values", "is_open"),
    [(True, ["x"], True), (True, [], False), (False, [], True), (False, ["x"], False)],
)
def test_exists(wanted, values, is_open):
    form = read(
        {
            "item": [
                {"linkId": "a", "type": "string"},
                {
                    "linkId": "b",
                    "type": "string",
                    "enableWhen": [
                        {"question": "a", "operator": "exists", "answerBoolean": wanted}
                    ],
                },
            ]
        }
    )
    answers = {"a": [{"valueString": value} for value in values]}
    assert ("b" in open_items(form, answers)) is is_open


def test_choices_are_the_same_by_code_and_system():
    coding = {"system": "urn:duizend:answer", "code": "yes"}
    assert second_open("Coding", "choice", "=", coding, [coding | {"display": "Ja"}])
    assert second_open("Coding", "choice", "=", {"code": "yes"}, [coding])
    assert not second_open("Coding", "choice", "=", coding, [{"system": "x", "code": "yes"}])
    assert second_open("Boolean", "boolean", "=", True, [True])
    assert not second_open("Integer", "integer", ">", 1, ["niets"])
    assert not second_open("Integer", "integer", "=", 1, [None])
    assert second_open("String", "string", "=", "Els", ["Leo", "Els"])


def two_conditions(behaviour):
    return read(
        {
            "item": [
                {"linkId": "a", "type": "boolean"},
                {"linkId": "b", "type": "boolean"},
                {
                    "linkId": "c",
                    "type": "string",
                    "enableBehavior": behaviour,
                    "enableWhen": [
                        {"question": q, "operator": "=", "answerBoolean": True} for q in "ab"
                    ],
                },
            ]
        }
    )


@pytest.mark.parametrize(("behaviour", "is_open"), [("all", False), ("any", True)])
def test_any_and_all(behaviour, is_open):
    answers = {"a": [{"valueBoolean": True}]}
    assert ("c" in open_items(two_conditions(behaviour), answers)) is is_open


def test_a_question_asked_alone_needs_a_yes():
    alone = [{"url": "urn:duizend:ask-alone", "valueBoolean": True}]
    form = read({"item": [{"linkId": "a", "type": "string", "extension": alone}]})

    def says(code):
        return open_items(form, {ALONE: [{"valueCoding": {"code": code}}]})

    assert "a" in says("yes")
    assert "a" not in says("no")
    assert "a" not in open_items(form, {})


@st.composite
def lists(draw):
    """Lists of yes/no questions that may hang on earlier ones, some in groups."""
    items: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 10))):
        item: dict[str, Any] = {"linkId": f"q{number}", "type": "boolean"}
        if number and draw(st.booleans()):
            item["enableBehavior"] = draw(st.sampled_from(["any", "all"]))
            item["enableWhen"] = [
                {
                    "question": f"q{draw(st.integers(0, number - 1))}",
                    "operator": draw(st.sampled_from(["=", "!=", "exists"])),
                    "answerBoolean": draw(st.booleans()),
                }
                for _condition in range(draw(st.integers(1, 3)))
            ]
        items.append(item)
    if draw(st.booleans()):
        items = [{"linkId": "group", "type": "group", "item": items}]
    order = draw(st.permutations(items)) if len(items) > 1 else items
    return read({"item": list(order)})


answers = st.dictionaries(
    st.integers(0, 9).map(lambda n: f"q{n}"),
    st.booleans().map(lambda value: [{"valueBoolean": value}]),
)


@given(lists(), answers)
def test_the_answer_of_a_closed_question_counts_for_nothing(form, given_answers):
    opened = open_items(form, given_answers)
    kept = {link_id: value for link_id, value in given_answers.items() if link_id in opened}
    assert open_items(form, kept) == opened


@given(lists(), answers)
def test_what_is_open_has_an_open_parent(form, given_answers):
    opened = open_items(form, given_answers)
    assert all(form.parents[one] in opened for one in opened if one in form.parents)


@given(lists(), answers)
def test_what_hangs_on_nothing_is_always_open(form, given_answers):
    opened = open_items(form, given_answers)
    for link_id, item in form.by_link_id.items():
        if not item.enable_when:
            assert link_id in opened
