"""Reading a questionnaire: what can be run, and what is refused where."""

import json

import pytest

from duizend.core.content import CONTENT_DIR
from duizend.questionnaires.rules.form import ALONE
from duizend.questionnaires.rules.reading import CannotRun, Problem, read

OURS = sorted((CONTENT_DIR / "questionnaires").glob("*.json"))


def question(link_id, **more):
    return {"linkId": link_id, "type": "string", "text": f"{link_id}?", **more}


def when(asked, operator="exists", **answer):
    return {"question": asked, "operator": operator, **(answer or {"answerBoolean": True})}


def form(*items):
    return {"resourceType": "Questionnaire", "item": list(items)}


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_every_list_of_ours_can_be_run(path):
    assert list(read(json.loads(path.read_text())).questions())


def test_a_list_keeps_its_tree_and_order():
    found = read(form({"linkId": "g", "type": "group", "item": [question("a"), question("b")]}))
    assert [item.link_id for item in found.questions()] == ["a", "b"]
    assert found.parents == {"a": "g", "b": "g"}


@pytest.mark.parametrize(
    ("items", "link_id", "problem"),
    [
        ([], "", Problem.NO_ITEMS),
        ([{"type": "string"}], "", Problem.NO_LINK_ID),
        ([question("a"), question("a")], "a", Problem.DOUBLE_LINK_ID),
        ([question("a", type="attachment")], "a", Problem.UNKNOWN_TYPE),
        ([question("a", type="choice")], "a", Problem.NO_OPTIONS),
        ([question("a", enableWhen=[when("b")])], "a", Problem.UNKNOWN_QUESTION),
        (
            [question("a"), question("b", enableWhen=[when("a", "~")])],
            "b",
            Problem.UNKNOWN_OPERATOR,
        ),
        (
            [question("a"), question("b", enableWhen=[{"question": "a", "operator": "="}])],
            "b",
            Problem.NO_ANSWER_TO_COMPARE,
        ),
        (
            [question("a"), question("b", enableWhen=[when("a", "=", answerQuantity={})])],
            "b",
            Problem.NO_ANSWER_TO_COMPARE,
        ),
        ([question("a", enableWhen=[when("a")])], "a", Problem.CIRCULAR),
        (
            [question("a", enableWhen=[when("b")]), question("b", enableWhen=[when("a")])],
            "a",
            Problem.CIRCULAR,
        ),
    ],
)
def test_what_cannot_be_run_is_refused_with_its_place(items, link_id, problem):
    with pytest.raises(CannotRun) as refusal:
        read(form(*items))
    assert (refusal.value.link_id, refusal.value.problem) == (link_id, problem)


def test_a_group_that_hangs_on_its_own_question_is_circular():
    group = {
        "linkId": "g",
        "type": "group",
        "enableWhen": [when("a")],
        "item": [question("a")],
    }
    with pytest.raises(CannotRun) as refusal:
        read(form(group))
    assert refusal.value.problem is Problem.CIRCULAR


def test_far_too_many_or_too_deep_is_refused():
    with pytest.raises(CannotRun) as many:
        read(form(*(question(f"q{number}") for number in range(5000))))
    deep = question("bottom")
    for number in range(30):
        deep = {"linkId": f"g{number}", "type": "group", "item": [deep]}
    with pytest.raises(CannotRun) as nested:
        read(form(deep))
    assert many.value.problem is Problem.TOO_LARGE
    assert nested.value.problem is Problem.TOO_DEEP


def test_a_long_chain_is_read_without_trouble():
    chain = [question("q0")]
    chain += [question(f"q{n}", enableWhen=[when(f"q{n - 1}")]) for n in range(1, 900)]
    found = read(form(*reversed(chain)))
    assert found.order.index("q0") < found.order.index("q899")


def test_what_is_asked_alone_gets_a_question_before_it():
    alone = {"url": "urn:duizend:ask-alone", "valueBoolean": True}
    others = {"url": "http://example.nl/kleur", "valueString": "groen"}
    found = read(form(question("a"), question("b", extension=[others, alone])))
    assert found.gate == ALONE
    assert [item.link_id for item in found.questions()] == ["a", ALONE, "b"]
    assert found.by_link_id[ALONE].restricted


def test_a_list_with_only_shielded_questions_is_shielded_itself():
    hark = read(json.loads((CONTENT_DIR / "questionnaires" / "hark.json").read_text()))
    start = json.loads((CONTENT_DIR / "questionnaires" / "startgesprek-duizend.json").read_text())
    assert hark.is_shielded
    assert not read(start).is_shielded
