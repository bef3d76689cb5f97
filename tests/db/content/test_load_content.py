"""Loading content by command: all of it, or nothing and every reason why."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from duizend.content import actions
from duizend.content.registry import KINDS
from duizend.core.content import CONTENT_DIR
from duizend.directory.models import Intervention, Offer
from tests.people import NOW

MENU = ("municipalities", "interventions", "demo_organizations", "demo_offers")


def run(*args):
    """(exit status, what a program reads, what a person reads)"""
    out, err = StringIO(), StringIO()
    try:
        call_command("load_content", *args, stdout=out, stderr=err)
        status = 0
    except CommandError as refused:
        status = refused.returncode
        err.write(str(refused))
    return status, json.loads(out.getvalue() or "null"), err.getvalue()


def only(*kinds):
    return [word for kind in kinds for word in ("--only", kind)]


def test_it_says_what_it_did_as_json():
    status, told, _words = run(*only(*MENU))

    assert (status, told["refused"]) == (0, [])
    assert [kind["kind"] for kind in told["kinds"]] == list(MENU)
    assert Offer.objects.count() == told["kinds"][-1]["added"]


def test_checking_writes_nothing():
    assert run("--check")[0] == 0
    assert not Intervention.objects.exists()


def test_a_bad_file_is_refused_with_line_and_reason_and_changes_nothing(tmp_path):
    run(*only(*MENU))
    rows = json.loads((CONTENT_DIR / "interventions.json").read_text("utf-8"))
    rows["items"][0]["goal"] = "Zou veranderen."
    rows["items"][1]["evidence"]["level"] = "prachtig"
    del rows["items"][2]["sources"]
    bad = tmp_path / "interventions.json"
    bad.write_text(json.dumps(rows, indent=1), encoding="utf-8")

    status, told, words = run(*only("interventions"), str(bad))

    assert status == 1
    assert [error["path"] for error in told["refused"]] == ["items[1].evidence.level", "items[2]"]
    assert all(f"{bad}:{error['line']}:" in words for error in told["refused"])
    assert '"prachtig"' in bad.read_text("utf-8").splitlines()[told["refused"][0]["line"] - 1]
    assert not Intervention.objects.filter(goal="Zou veranderen.").exists()


def test_a_mistake_between_files_has_a_line_too(tmp_path):
    rows = json.loads((CONTENT_DIR / "concepts.json").read_text("utf-8"))
    rows["items"] = [row for row in rows["items"] if row["code"] != "debts"]
    bad = tmp_path / "concepts.json"
    bad.write_text(json.dumps(rows), encoding="utf-8")

    status, told, _words = run(*only("concepts"), str(bad))

    assert status == 1
    assert {error["file"] for error in told["refused"]} >= {
        "content/questionnaires/startgesprek-duizend.json",
        "content/route_cards/geldzorgen.json",
    }
    assert all("debts" in error["reason"] and error["line"] > 1 for error in told["refused"])


def test_what_a_loader_refuses_has_its_line_and_undoes_the_rest(tmp_path):
    run(*only("municipalities", "interventions", "demo_organizations"))
    rows = json.loads((CONTENT_DIR / "demo/offers.json").read_text("utf-8"))
    rows["items"][3]["contact"]["email"] = "geen adres"
    bad = tmp_path / "offers.json"
    bad.write_text(json.dumps(rows, indent=1), encoding="utf-8")

    status, told, _words = run(*only("demo_offers"), str(bad))

    assert (status, Offer.objects.count()) == (1, 0)
    (error,) = told["refused"]
    assert error["path"] == "items[3].email"
    assert error["line"] > 100


@pytest.mark.parametrize(
    "args", [["--only", "poems"], ["x.json"], [*only("concepts", "costs"), "x.json"]]
)
def test_wrong_use_is_exit_status_two(args):
    status, told, words = run(*args)

    assert (status, told) == (2, None)
    assert words


def test_a_file_that_is_not_there_is_refused():
    assert run(*only("concepts"), "/nergens/concepts.json")[0] == 1


def test_everything_is_loaded_at_once_and_again_changes_nothing():
    first = actions.load_our_own(at=NOW, demo=True)
    again = actions.load_our_own(at=NOW, demo=True)

    assert set(first) == {kind.name for kind in KINDS if kind.loader}
    for summary in again.values():
        assert (summary.added, summary.changed, summary.retired) == (0, 0, 0)
