"""What a file of somebody else may not be: refused at its place, whatever it is, never a crash."""

import copy
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.core.content import CONTENT_DIR
from duizend.questionnaires.rules.json_files import NotJson, loads
from duizend.questionnaires.rules.problems import MOST_REFUSALS, CannotRun, Problem
from duizend.questionnaires.rules.reading import read
from tests.unit.questionnaires.lists import choice, fhirpath, group, question, resource, when

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"


def refusals(*items, **more):
    with pytest.raises(CannotRun) as refused:
        read(resource(*items, **more))
    return [(one.link_id, one.problem) for one in refused.value.problems]


def bound(name, **value):
    return {"url": f"{STRUCTURE}{name}", **value}


CODING = {"valueCoding": {"code": "x"}}


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (question("a", "quantity"), Problem.UNKNOWN_TYPE),
        (question("a", "reference"), Problem.UNKNOWN_TYPE),
        (question("a", None), Problem.UNKNOWN_TYPE),
        (question("a", ["string"]), Problem.WRONG_KIND),
        (group("a"), Problem.EMPTY_GROUP),
        (group("a", question("b"), repeats=True), Problem.REPEATING_GROUP),
        (group("a", question("b"), initial=[{"valueString": "x"}]), Problem.NOT_FOR_GROUP),
        (question("a", "display", required=True), Problem.NOT_FOR_DISPLAY),
        (question("a", "display", repeats=True), Problem.NOT_FOR_DISPLAY),
        (question("a", "display", readOnly=True), Problem.NOT_FOR_DISPLAY),
        (question("a", "display", code=[{"code": "x"}]), Problem.NOT_FOR_DISPLAY),
        (question("a", "display", item=[question("b")]), Problem.NOT_FOR_DISPLAY),
        (question("a", "display", initial=[{"valueString": "x"}]), Problem.NOT_FOR_DISPLAY),
        (question("a", "choice"), Problem.NO_OPTIONS),
        (question("a", "choice", answerOption=[]), Problem.NO_OPTIONS),
        (question("a", "choice", answerOption=[CODING], answerValueSet="#x"),
         Problem.TWO_KINDS_OF_OPTIONS),
        (question("a", "choice", answerOption=[CODING, CODING]), Problem.DOUBLE_OPTION),
        (question("a", "choice", answerOption=[{}]), Problem.WRONG_KIND),
        (question("a", "choice", answerOption=[{"valueReference": {}}]), Problem.WRONG_KIND),
        (question("a", "choice", answerOption=[{"valueCoding": {}}]), Problem.WRONG_KIND),
        (question("a", "choice", answerOption="ja"), Problem.WRONG_KIND),
        (question("a", "boolean", answerOption=[{"valueString": "x"}]), Problem.OPTIONS_NOT_HERE),
        (question("a", "integer", answerValueSet="#x"), Problem.OPTIONS_NOT_HERE),
        (question("a", "choice", answerValueSet="#x"), Problem.NO_SUCH_VALUE_SET),
        (question("a", "choice", answerValueSet="http://loinc.org/vs/LL358-3"),
         Problem.NO_SUCH_VALUE_SET),
        (question("a", "integer", initial=[{"valueString": "x"}]), Problem.VALUE_NOT_HERE),
        (question("a", "integer", initial=[{"valueInteger": True}]), Problem.VALUE_NOT_HERE),
        (question("a", "date", initial=[{"valueDate": "2026-13-01"}]), Problem.VALUE_NOT_HERE),
        (question("a", initial=[{"valueString": "x"}, {"valueString": "y"}]), Problem.TWO_INITIALS),
        (choice("a", 0, 1, initial=[CODING]), Problem.INITIAL_AND_OPTIONS),
        (question("a", "date", maxLength=5), Problem.LENGTH_NOT_HERE),
        (question("a", maxLength=-1), Problem.WRONG_KIND),
        (question("a", maxLength="5"), Problem.WRONG_KIND),
        (question("a", required="true"), Problem.WRONG_KIND),
        (question("a", text=7), Problem.WRONG_KIND),
        (question("a", text="x" * 20_001), Problem.TOO_LONG),
        (question("a", text="x" * 1_000_001), Problem.TOO_LONG),
        (question("a", text="\x1b[2J"), Problem.CONTROL_CHARACTERS),
        (question("a", text="\ud800"), Problem.CONTROL_CHARACTERS),
        (question("a", code="x"), Problem.WRONG_KIND),
        (question("a", extension={}), Problem.WRONG_KIND),
        (question("a", enableWhen=[7]), Problem.WRONG_KIND),
        (question("a", modifierExtension=[{"url": "x"}]), Problem.MODIFIER),
        (question("a", extension=[bound("minValue", valueInteger=3),
                                  bound("maxValue", valueInteger=2)]), Problem.BOUNDS),
        (question("a", extension=[bound("minValue", valueDate="2026-01-01"),
                                  bound("maxValue", valueInteger=2)]), Problem.BOUNDS),
        (question("a", extension=[bound("minValue", valueString="x")]), Problem.BOUNDS),
        (question("a", extension=[{"url": "urn:duizend:cut-off", "extension": []}]),
         Problem.WRONG_KIND),
        (question("a", extension=[fhirpath("1", url=STRUCTURE + "variable")]), Problem.EXPRESSION),
    ],
)  # fmt: skip
def test_each_thing_that_r4_or_we_do_not_allow(item, problem):
    assert ("a", problem) in refusals(item)


@pytest.mark.parametrize(
    ("condition", "more", "problem"),
    [
        (when("a", "~"), {}, Problem.UNKNOWN_OPERATOR),
        (when("a", None), {}, Problem.UNKNOWN_OPERATOR),
        (when("zz"), {}, Problem.UNKNOWN_QUESTION),
        (when("g"), {}, Problem.UNKNOWN_QUESTION),
        (when("a", "exists", answerString="x"), {}, Problem.EXISTS_NEEDS_BOOLEAN),
        (when("a", ">", answerBoolean=True), {}, Problem.NOT_IN_ORDER),
        (when("a", ">", answerCoding={"code": "x"}), {}, Problem.NOT_IN_ORDER),
        (when("a", "=", answerQuantity={"value": 1}), {}, Problem.NO_ANSWER_TO_COMPARE),
        (when("a", "=", answerReference={}), {}, Problem.NO_ANSWER_TO_COMPARE),
        (when("a", "=", answerInteger="1"), {}, Problem.NO_ANSWER_TO_COMPARE),
        (when("a", "=", answerInteger=1, answerString="1"), {}, Problem.NO_ANSWER_TO_COMPARE),
        (when("a") | {"modifierExtension": [{"url": "x"}]}, {}, Problem.MODIFIER),
        (when("a"), {"enableBehavior": "some"}, Problem.UNKNOWN_BEHAVIOUR),
        (when("b"), {}, Problem.CIRCULAR),
    ],
)
def test_each_condition_that_cannot_hold(condition, more, problem):
    items = [
        question("a"),
        group("g", question("h")),
        question("b", enableWhen=[condition], **more),
    ]
    assert ("b", problem) in refusals(*items)


def test_two_conditions_say_whether_both_must_hold():
    both = [when("a"), when("a", "=", answerString="x")]
    assert refusals(question("a"), question("b", enableWhen=both)) == [("b", Problem.NO_BEHAVIOUR)]


def test_all_reasons_come_at_once_and_one_cause_is_told_once():
    found = refusals(
        question("a", "quantity"),
        question("b", enableWhen=[when("a")]),  # says nothing new: a was refused itself
        {"type": "string", "text": "zonder naam"},
        question("c", "choice"),
        question("c"),
        question("d", extension=[fhirpath("Total", "text/cql")]),
    )
    assert found == [
        ("a", Problem.UNKNOWN_TYPE),
        ("", Problem.NO_LINK_ID),
        ("c", Problem.NO_OPTIONS),
        ("c", Problem.DOUBLE_LINK_ID),
        ("d", Problem.OTHER_LANGUAGE),
    ]


def test_an_item_without_link_id_is_told_by_its_path_and_words():
    with pytest.raises(CannotRun) as refused:
        read(
            resource(
                group(
                    "g", {"type": "display", "text": "Let op"}, {"linkId": " ", "type": "string"}
                ),
                {"linkId": 7, "type": "string"},
                {"linkId": "x" * 300, "type": "string"},
            )
        )
    first, second, third, fourth = refused.value.problems
    assert first.detail == "item[0].item[0] “Let op”"
    assert (second.problem, second.detail) == (Problem.NO_LINK_ID, "item[0].item[1]")
    assert (third.problem, third.detail) == (Problem.WRONG_KIND, "item[1]: linkId")
    assert fourth.problem is Problem.TOO_LONG


@pytest.mark.parametrize("item", ["x", {}, ["x"], 7, [[]]])
def test_items_are_a_list_of_objects(item):
    with pytest.raises(CannotRun):
        read({"resourceType": "Questionnaire", "item": item})


def test_a_number_that_is_none_is_refused_where_it_stands():
    found = refusals(question("a", "decimal", initial=[{"valueDecimal": float("nan")}]))
    assert ("a", Problem.WRONG_KIND) in found


def test_a_pit_without_bottom_is_refused_and_not_fallen_into():
    pit: list[object] = []
    for _level in range(5000):
        pit = [pit]
    assert refusals(question("a"), extension=pit) == [("", Problem.TOO_DEEP)]
    with pytest.raises(CannotRun) as wide:
        read(resource(question("a"), note=[0] * 300_001))
    assert wide.value.problem is Problem.TOO_LARGE


def test_a_thousand_mistakes_are_told_up_to_a_bearable_number():
    assert len(refusals(*(question(f"q{n}", "quantity") for n in range(900)))) == MOST_REFUSALS


def test_script_in_a_label_is_text_like_any_other():
    words = "<script>alert(1)</script>"
    found = read(resource(question("a", text=words)))
    assert found.by_link_id["a"].text == words


@pytest.mark.parametrize("found", [None, 7, "x", [], {}, {"resourceType": "Patient"}])
def test_something_else_is_no_questionnaire(found):
    with pytest.raises(CannotRun) as refused:
        read(found)
    assert refused.value.problem is Problem.NOT_A_QUESTIONNAIRE


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000, b'{"a":1,"a":2}', b"9" * 5000])
def test_a_file_that_is_no_json(content):
    with pytest.raises(NotJson):
        loads(content)


def test_a_file_with_a_byte_order_mark_is_read():
    assert loads(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


# Any JSON, with the names that the reader looks for in it.
NAMES = st.sampled_from(
    "resourceType item linkId type text answerOption valueCoding valueString code display system "
    "enableWhen question operator answerBoolean answerInteger enableBehavior repeats required "
    "maxLength initial extension url valueInteger valueDecimal valueExpression language "
    "expression answerValueSet contained id compose include concept readOnly prefix".split()
)
plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(
        ["Questionnaire", "group", "choice", "string", "q1", "q2", "exists", "=", "#v"]
    ),
)
junk = st.recursive(
    plain,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=6)),
    max_leaves=25,
)


def is_read_or_refused(found):
    """Whatever else it raises fails the test."""
    with suppress(CannotRun):
        assert read(found).by_link_id


@settings(max_examples=400, deadline=None)
@given(st.one_of(junk, st.dictionaries(NAMES, junk)).map(
    lambda found: {**found, "resourceType": "Questionnaire"} if isinstance(found, dict) else found
))  # fmt: skip
def test_junk_never_does_more_than_being_refused(found):
    is_read_or_refused(found)


OURS = [
    json.loads(path.read_text()) for path in sorted((CONTENT_DIR / "questionnaires").glob("*.json"))
]


def places(found, path=()):
    yield path
    if isinstance(found, (dict, list)):
        for name, inner in found.items() if isinstance(found, dict) else enumerate(found):
            yield from places(inner, (*path, name))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_real_list_with_one_thing_wrong_is_read_or_refused(data):
    broken = copy.deepcopy(data.draw(st.sampled_from(OURS[:3])))
    path = data.draw(st.sampled_from([p for p in places(broken) if p]))
    inner = broken
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = data.draw(junk)
    is_read_or_refused(broken)
