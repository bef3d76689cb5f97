"""For any list and any answers: what is closed is never told nor counted, nothing is lost."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.questionnaires.rules.answers import answer, given_from
from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.evaluating import evaluate
from duizend.questionnaires.rules.identity import identity_of
from duizend.questionnaires.rules.reading import read
from duizend.questionnaires.rules.responses import (
    Mismatch,
    ResponseRefused,
    read_response,
    write_response,
)
from duizend.questionnaires.rules.scoring import scores
from tests.unit.questionnaires.lists import (
    ORDINAL,
    choice,
    form,
    group,
    question,
    resource,
    said,
    total,
    when,
)

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")),
    min_size=1,
    max_size=20,
)
KINDS = ["boolean", "integer", "decimal", "date", "dateTime", "time", "string", "url", "choice"]
KINDS += ["open-choice", "group"]
VALUES = {
    "boolean": st.booleans().map(lambda v: {"valueBoolean": v}),
    "integer": st.integers(-1000, 1000).map(lambda v: {"valueInteger": v}),
    "decimal": st.integers(-999, 999).map(lambda v: {"valueDecimal": v / 4 if v % 4 else v // 4}),
    "date": st.dates().map(lambda v: {"valueDate": v.isoformat()}),
    "dateTime": st.datetimes(timezones=st.just(UTC)).map(
        lambda v: {"valueDateTime": v.isoformat(timespec="seconds")}
    ),
    "time": st.times().map(lambda v: {"valueTime": v.isoformat(timespec="seconds")}),
    "string": words.map(lambda v: {"valueString": v}),
    "url": st.just({"valueUri": "https://example.org/a"}),
}


def conditions(asked):
    return [
        when(asked),
        when(asked, "exists", answerBoolean=False),
        when(asked, "=", answerBoolean=True),
        when(asked, ">", answerInteger=0),
        when(asked, "!=", answerCoding={"system": "urn:test", "code": "a1"}),
    ]


@st.composite
def lists(draw, depth=0, names=None, asked=None):
    """Items that hang on earlier ones, in groups and under questions."""
    names = names if names is not None else iter(f"q{number}" for number in range(1000))
    asked = asked if asked is not None else []
    items = []
    for _number in range(draw(st.integers(1, 4 if depth else 6))):
        kind = draw(st.sampled_from(KINDS if depth < 2 else KINDS[:-1]))
        item = question(next(names), kind)
        if asked and draw(st.booleans()):
            on = draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2))
            item["enableWhen"] = [draw(st.sampled_from(conditions(one))) for one in on]
            item["enableBehavior"] = draw(st.sampled_from(["all", "any"]))
        if kind in ("choice", "open-choice"):
            item["answerOption"] = [
                {"valueCoding": {"system": "urn:test", "code": f"a{n}", "display": f"A{n}",
                                 "extension": [{"url": ORDINAL, "valueDecimal": n}]}}
                for n in range(3)
            ]  # fmt: skip
            item["repeats"] = draw(st.booleans())
        if kind == "group" or (depth < 2 and draw(st.integers(0, 3)) == 0):
            item["item"] = draw(lists(depth + 1, names, asked))
        if kind != "group":
            asked.append(item["linkId"])
        items.append(item)
    return items


@st.composite
def filled(draw):
    """A list with a total over all of it, and answers to any of its questions."""
    items = draw(lists())
    found = form(
        *items, total("t", "%resource.descendants().answer.value.ordinal().sum()", "decimal")
    )
    answers = {}
    for item in found.questions():
        if item.calculation is None and draw(st.booleans()):
            chosen = [option.value for option in item.options]
            one = st.sampled_from(chosen) if chosen else VALUES[item.type]
            most = 3 if item.repeats else 1
            values = draw(st.lists(one, min_size=1, max_size=most, unique_by=json.dumps))
            answers[item.link_id] = sorted(values, key=chosen.index) if chosen else values
    return found, answers


def told_in(response):
    left, found = list(response.get("item", [])), set()
    while left:
        item = left.pop()
        if item.get("answer"):
            found.add(item["linkId"])
        left += item.get("item", [])
        left += [one for given in item.get("answer", []) for one in given.get("item", [])]
    return found


@settings(max_examples=150, deadline=None)
@given(filled())
def test_what_is_closed_is_never_told_and_never_counted(pair):
    found, answers = pair
    opened = open_items(found, answers)
    for link_id in opened:
        assert found.parents.get(link_id, link_id) in opened
    response = write_response(found, answers, status="completed", authored=AT)
    assert told_in(response) == answers.keys() & opened
    counted = sum(
        option.weight
        for link_id in answers.keys() & opened
        for option in found.by_link_id[link_id].options
        if option.value in answers[link_id]
    )
    [score] = scores(found, answers)
    assert (score.value or 0) == counted


@settings(max_examples=150, deadline=None)
@given(filled())
def test_a_response_goes_out_and_comes_in_again(pair):
    found, answers = pair
    response = json.loads(
        json.dumps(write_response(found, answers, status="completed", authored=AT))
    )
    received = read_response(found, response)
    opened = open_items(found, answers)
    assert received.ignored == ()
    assert received.answers == {name: v for name, v in answers.items() if name in opened}
    again = evaluate(found, response)
    assert set(again.enabled) == opened
    assert [s.value for s in again.scores] == [s.value for s in scores(found, answers)]


@settings(max_examples=100, deadline=None)
@given(filled())
def test_an_answer_is_shown_and_given_again_as_it_was(pair):
    found, answers = pair
    for link_id, values in answers.items():
        item = found.by_link_id[link_id]
        assert list(answer(item, given_from(item, values))) == list(values)


@settings(max_examples=50, deadline=None)
@given(lists())
def test_a_list_is_kept_as_it_came_in(items):
    came = resource(*items)
    found = read(json.loads(json.dumps(came)))
    assert found.resource == came
    assert identity_of(found).version == "1"


def test_what_stands_under_a_question_goes_inside_its_answer():
    found = form(question("a", "boolean", item=[question("b")]))
    yes = [{"valueBoolean": True}]
    below = {"linkId": "b", "text": "b?", "answer": [{"valueString": "x"}]}
    answered = write_response(
        found, {"a": yes, "b": [{"valueString": "x"}]}, status="completed", authored=AT
    )
    assert answered["item"][0]["answer"] == [{"valueBoolean": True, "item": [below]}]
    bare = write_response(found, {"b": [{"valueString": "x"}]}, status="stopped", authored=AT)
    assert bare["item"] == [{"linkId": "a", "text": "a?", "item": [below]}]


def test_a_response_says_of_which_list_whose_and_when():
    told = write_response(
        form(question("a")), {}, status="in-progress", authored=AT, response_id="r1",
        subject="Patient/p1",
    )  # fmt: skip
    assert told["questionnaire"] == "https://example.org/lijst|1"
    assert (told["id"], told["subject"], told["status"]) == (
        "r1",
        {"reference": "Patient/p1"},
        "in-progress",
    )
    assert "item" not in told
    with pytest.raises(ValueError, match="klaar"):
        write_response(form(question("a")), {}, status="klaar", authored=AT)


def test_a_moment_from_a_page_goes_out_as_fhir_writes_it():
    found = form(question("a", "dateTime"))
    told = write_response(
        found, {"a": [{"valueDateTime": "2026-11-23T10:00"}]}, status="completed", authored=AT
    )
    assert read_response(found, told).ignored == ()


def test_what_was_asked_alone_is_told_whoever_listens_now():
    alone = {"url": "urn:duizend:ask-alone", "valueBoolean": True}
    found = form(question("a", extension=[alone]))
    told = write_response(found, {"a": [{"valueString": "x"}]}, status="completed", authored=AT)
    assert told_in(told) == {"a"}
    assert evaluate(found, told).enabled == ["a"]


def response(*items, **more):
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        **more,
        "item": list(items),
    }


def bound(name, **value):
    prefix = "questionnaire-" if name.endswith("Occurs") else ""
    return {"url": f"http://hl7.org/fhir/StructureDefinition/{prefix}{name}", **value}


def one(link_id, *values, **more):
    return {"linkId": link_id, "answer": list(values), **more}


@pytest.mark.parametrize(
    ("item", "given", "reason"),
    [
        (question("a"), one("b", {"valueString": "x"}), "unknown"),
        (group("a", question("b")), one("a", {"valueString": "x"}), "not_a_question"),
        (question("a", "integer"), one("a", {"valueString": "1"}), "not_a_value"),
        (question("a", "integer"), one("a", {"valueInteger": True}), "not_a_value"),
        (question("a"), one("a", {"valueString": "x", "valueInteger": 1}), "not_a_value"),
        (choice("a", 0, 1), one("a", {"valueCoding": {"code": "a1"}}), "not_an_option"),
        (choice("a", 0, 1), one("a", {"valueString": "anders"}), "not_an_option"),
        (choice("a", 0, 1), one("a", *said("a0", "a1")), "one_answer_only"),
        (question("a"), one("a", {"valueString": "x"}, {"valueString": "y"}), "one_answer_only"),
        (question("a", maxLength=2), one("a", {"valueString": "xyz"}), "out_of_bounds"),
        (
            question("a", "integer", extension=[bound("minValue", valueInteger=2)]),
            one("a", {"valueInteger": 1}),
            "out_of_bounds",
        ),
        (
            question("a", repeats=True, extension=[bound("maxOccurs", valueInteger=1)]),
            one("a", {"valueString": "x"}, {"valueString": "y"}),
            "out_of_bounds",
        ),
        (total("a", "1"), one("a", {"valueInteger": 1}), "worked_out_here"),
        (question("a"), one("a", {"valueString": "x", "modifierExtension": [{}]}), "modifier"),
    ],
)
def test_an_answer_that_does_not_fit_is_left_out_with_its_reason(item, given, reason):
    received = read_response(form(item), response(given))
    assert ([why for _name, why in received.ignored], received.answers) == ([reason], {})


def test_a_question_answered_in_two_places_counts_in_none():
    received = read_response(
        form(question("a")),
        response(one("a", {"valueString": "x"}), one("a", {"valueString": "y"})),
    )
    assert (received.answers, received.ignored) == ({}, (("a", "twice"),))


def test_own_words_stand_beside_a_choice():
    found = form(choice("a", 0, 1) | {"type": "open-choice"})
    given = one("a", *said("a1"), {"valueString": "en soms"})
    assert len(read_response(found, response(given)).answers["a"]) == 2


def test_an_item_without_value_and_a_flat_list_are_no_trouble():
    found = form(group("g", question("a")))
    assert read_response(found, response(one("a", {"item": []}))).ignored == ()
    assert read_response(found, response(one("a", {"valueString": "x"}))).answers.keys() == {"a"}


@pytest.mark.parametrize("about", ["https://example.org/lijst", "Questionnaire/x", "x", None])
def test_a_response_may_name_its_list_in_several_ways(about):
    more = {"questionnaire": about} if about else {}
    assert read_response(form(question("a"), id="x"), response(**more)).answers == {}


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (7, Mismatch.NOT_A_RESPONSE),
        (response(questionnaire="https://example.org/anders"), Mismatch.OTHER_LIST),
        (response(questionnaire="https://example.org/lijst|0"), Mismatch.OTHER_VERSION),
        (response(status="af"), Mismatch.NO_STATUS),
        (response(7), Mismatch.BROKEN),
        (response({"linkId": "a", "answer": 7}), Mismatch.BROKEN),
        (response({"linkId": "\x00", "answer": []}), Mismatch.BROKEN),
    ],
)
def test_a_response_that_cannot_be_laid_beside_the_list(found, reason):
    with pytest.raises(ResponseRefused) as refused:
        read_response(form(question("a")), found)
    assert refused.value.reason is reason
