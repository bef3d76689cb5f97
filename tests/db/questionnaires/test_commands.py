"""The doors for programs: JSON out, an exit status, and nothing changed by what is refused."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from duizend.questionnaires.models import Questionnaire
from tests.unit.questionnaires.lists import choice, group, question, resource, said, total, when

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """`run("import_questionnaire", resource)` gives the JSON and the exit status."""

    def run(command, *contents, **options):
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.json"
            raw = content if isinstance(content, bytes) else json.dumps(content).encode()
            path.write_bytes(raw)
            paths.append(path)
        out, status = StringIO(), 0
        try:
            call_command(command, *map(str, paths), stdout=out, **options)
        except CommandError as problem:
            status = problem.returncode
        return (json.loads(out.getvalue()) if out.getvalue() else None), status

    return run


def mood():
    return resource(
        group("g", choice("q1", 0, 1, 2), choice("q2", 0, 1, 2)),
        question("why", enableWhen=[when("t", ">", answerInteger=2)]),
        total("t", "%resource.item.where(linkId='g').item.answer.value.ordinal().sum()"),
        title="Stemming",
        id="stemming",
    )


def answers(*items, about="https://example.org/lijst|1"):
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": about,
        "status": "completed",
        "item": list(items),
    }


def given(link_id, *values):
    return {"linkId": link_id, "answer": list(values)}


def test_a_list_is_imported_tried_and_found_again(db, run):
    told, status = run("import_questionnaire", mood(), dry_run=True)
    assert (told["status"], status) == ("would publish", 0)
    assert not Questionnaire.objects.exists()
    told, status = run("import_questionnaire", mood())
    assert (told["url"], told["version"], told["items"]) == ("https://example.org/lijst", "1", 5)
    assert (told["title"], told["refusals"], status) == ("Stemming", [], 0)
    assert (told["status"], told["scores"]) == ("published", ["t"])
    assert run("import_questionnaire", mood())[0]["status"] == "unchanged"
    told, status = run("import_questionnaire", mood() | {"title": "Anders"})
    assert (told["status"], status) == ("refused", 1)
    assert "nieuwe versie" in told["refusals"][0]["reason"]
    assert Questionnaire.objects.get().title == "Stemming"


def test_every_reason_is_told_with_its_place(db, run):
    told, status = run(
        "import_questionnaire",
        resource(question("a", "attachment"), {"type": "string", "text": "Hoe gaat het?"}),
    )
    assert status == 1
    assert [(one["linkId"], one["problem"]) for one in told["refusals"]] == [
        ("a", "unknown_type"),
        ("", "no_link_id"),
    ]
    assert "Hoe gaat het?" in told["refusals"][1]["reason"]
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff\xfe", b"[" * 200_000, b'{"a": 1, "a": 2}', b"1" * 5_000, b" " * 5_000_001],
    ids=["cut off", "no text", "bottomless", "a key twice", "a long number", "far too large"],
)
def test_what_is_no_json_is_wrong_use(db, run, content):
    assert run("import_questionnaire", content) == (None, 2)
    assert run("evaluate_response", content, content) == (None, 2)


def test_a_file_that_is_not_there_is_wrong_use(db):
    for arguments in (["import_questionnaire", "/nergens"], ["evaluate_response", "/a", "/b"]):
        with pytest.raises(CommandError) as refused:
            call_command(*arguments)
        assert refused.value.returncode == 2


@pytest.mark.parametrize("content", [[], 7, {}, {"resourceType": "Patient"}, None])
def test_json_that_is_no_list_of_questions_is_refused(db, run, content):
    told, status = run("import_questionnaire", content)
    assert (told["refusals"][0]["problem"], status) == ("not_a_questionnaire", 1)


def test_five_thousand_items_are_refused_in_a_moment(db, run):
    told, status = run("import_questionnaire", resource(*(question(f"q{n}") for n in range(5000))))
    assert ([one["problem"] for one in told["refusals"]], status) == (["too_large"], 1)


def test_a_response_is_laid_beside_its_list(run):
    told, status = run(
        "evaluate_response",
        mood(),
        answers(
            {"linkId": "g", "item": [given("q1", *said("a2")), given("q2", *said("a1"))]},
            given("why", {"valueString": "Weinig slaap"}),
            given("gone", {"valueString": "?"}),
        ),
    )
    assert status == 0
    assert told["enabled"] == ["g", "q1", "q2", "why", "t"]
    assert [(one["linkId"], one["problem"]) for one in told["ignored"]] == [("gone", "unknown")]
    [score] = told["scores"]
    assert (score["name"], score["linkId"], score["value"]) == ("t?", "t", 3)
    assert told["signals"] == []


def test_the_answer_of_a_closed_question_is_ignored(run):
    told, _status = run(
        "evaluate_response",
        mood(),
        answers(
            {"linkId": "g", "item": [given("q1", *said("a1"))]}, given("why", {"valueString": "x"})
        ),
    )
    assert "why" not in told["enabled"]
    assert [(one["linkId"], one["problem"]) for one in told["ignored"]] == [("why", "closed")]
    assert (told["scores"][0]["answered"], told["scores"][0]["complete"]) == (1, False)


def test_our_own_list_gives_signals_and_flags_without_a_family(run):
    from duizend.core.content import read_rows

    [own] = read_rows("questionnaires/phq-9.json", "questionnaire")
    item = next(i for i in own["item"][0]["item"] if i["linkId"] == "phq9")
    option = {"valueCoding": item["answerOption"][1]["valueCoding"]}
    told, status = run("evaluate_response", own, answers(given("phq9", option), about=own["url"]))
    assert status == 0
    assert told["flags"]


@pytest.mark.parametrize(
    ("response", "problem"),
    [
        ([], "not_a_response"),
        ({"resourceType": "Questionnaire"}, "not_a_response"),
        (answers(about="https://example.org/anders"), "other_list"),
        (answers(about="https://example.org/lijst|2"), "other_version"),
        (answers() | {"status": "klaar"}, "no_status"),
        (answers("q1"), "broken"),
        (answers(given("q1", {"valueString": "\x07"})), "broken"),
        (answers() | {"modifierExtension": [{"url": "x"}]}, "broken"),
    ],
)
def test_answers_to_something_else_are_refused(run, response, problem):
    told, status = run("evaluate_response", mood(), response)
    assert ([one["problem"] for one in told["refusals"]], status) == ([problem], 1)


def test_a_list_that_cannot_run_evaluates_nothing(run):
    told, status = run("evaluate_response", resource(question("a", "quantity")), answers())
    assert ([one["linkId"] for one in told["refusals"]], status) == (["a"], 1)
