"""The command for programs: cards and a situation in, an explained answer out."""

import json
from copy import deepcopy
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from duizend.core.content import CONTENT_DIR
from duizend.pathways.rules.situations import Wrong
from duizend.pathways.words import SITUATION_WORDS
from tests.unit.pathways.test_matching import ROW

EXAMPLES = CONTENT_DIR.parent / "docs" / "examples"
HERE = {"municipality": "GM1680", "today": "2026-11-23", "due_date": "2027-02-19"}


@pytest.fixture
def ask(tmp_path):
    """Run the command over these cards and this situation: exit status and answer."""

    def _ask(cards, situation):
        files = []
        for name, value in (("cards", cards), ("situation", situation)):
            file = tmp_path / f"{name}.json"
            file.write_text(value if isinstance(value, str) else json.dumps(value))
            files.append(file)
        out = StringIO()
        try:
            call_command("match_routes", *files, stdout=out)
        except CommandError as refused:
            return refused.returncode, json.loads(out.getvalue())
        return 0, json.loads(out.getvalue())

    return _ask


def card(**changes):
    made = {**deepcopy(ROW), **changes}
    made["steps"] = sorted(made["steps"], key=lambda step: step["order"])
    made["steps"][-1]["offers"] = ["only-the-database-knows"]
    for step in made["steps"]:
        step["performer"]["organization_kinds"] = ["debt_support"]
    return made


def test_the_examples_of_the_reference_work():
    out = StringIO()
    call_command(
        "match_routes", EXAMPLES / "route_cards.json", EXAMPLES / "situation.json", stdout=out
    )
    answer = json.loads(out.getvalue())
    assert answer["cards"]["applies"] == ["geldzorgen", "prenataal-huisbezoek", "rookvrije-start"]
    steps = {(step["card"], step["step"]): step for step in answer["steps"]}
    referral = steps["geldzorgen", "warm-referral"]
    assert referral["why"] == "Er is gesproken over schulden."
    assert (referral["due_on"], referral["after"]) == ("2026-11-30", ["talk"])
    assert referral["feedback"]["within"]["value"] == 14
    visit = steps["prenataal-huisbezoek", "visit"]
    assert (visit["due_on"], visit["passed_on"]) == ("2026-11-23", "2026-10-30")
    partner = steps["rookvrije-start", "partner"]
    assert partner["step_matched"] == ["partner_smokes"]
    (coach,) = (one for one in answer["nearly"] if one["step"] == "coach")
    assert coach["level"] == "step"
    assert coach["missing"] == [{"condition": {"concept": "smoking"}, "words": "rookt"}]


def test_a_card_that_nearly_applies_says_what_lacks_for_its_steps(ask):
    two = card(condition={"and": [{"concept": "debts"}, {"concept": "smoking"}]})
    status, answer = ask(two, {**HERE, "signals": ["debts"]})
    assert (status, answer["steps"]) == (0, [])
    assert answer["cards"] == {"applies": [], "nearly": ["geldzorgen"]}
    assert [(one["level"], one["step"]) for one in answer["nearly"]] == [
        ("card", "talk"),
        ("card", "refer"),
    ]
    assert answer["nearly"][0]["missing"][0]["words"] == "rookt"


def test_only_the_newest_version_in_force_counts_unless_the_family_works_with_another(ask):
    cards = [card(), card(version=2, set_on="2026-11-20"), card(version=3, set_on="2027-01-01")]
    here = {**HERE, "signals": ["debts"]}
    _status, newest = ask({"items": cards}, here)
    assert {step["version"] for step in newest["steps"]} == {2}
    _status, kept = ask(cards, {**here, "running": [{"code": "geldzorgen", "version": 1}]})
    assert {step["version"] for step in kept["steps"]} == {1}


@pytest.mark.parametrize(
    ("situation", "phase", "days", "age"),
    [
        ({}, "", None, None),
        ({"phase": "child"}, "child", None, None),
        ({"gestation_days": 100}, "pregnancy", 100, None),
        ({"child_age_days": 42}, "postpartum", None, 42),
        ({"child_age_days": 43, "phase": "child"}, "child", None, 43),
        ({"due_date": "2027-02-19"}, "pregnancy", 192, None),
        ({"due_date": "2027-02-19", "gestation_days": 192}, "pregnancy", 192, None),
        ({"born_on": "2026-11-01"}, "postpartum", None, 22),
        ({"born_on": "2026-11-01", "due_date": "2026-10-20"}, "postpartum", None, 22),
    ],
)
def test_phase_and_days_follow_from_what_is_known(ask, situation, phase, days, age):
    _status, answer = ask(card(), {"municipality": "GM1680", "today": "2026-11-23", **situation})
    assert (answer["phase"], answer["gestation_days"], answer["child_age_days"]) == (
        phase,
        days,
        age,
    )


def test_a_due_date_that_is_past_is_said(ask):
    here = {**HERE, "due_date": "2026-11-13", "signals": ["debts"]}
    late = card(gestation_days=None)
    late["steps"][0]["within"] = {"value": 30, "unit": "weeks_gestation", "origin": "proposal"}
    _status, answer = ask(late, here)
    assert answer["remarks"] == ["due_date_past"]
    assert answer["steps"][0]["passed_on"] == "2026-09-04"
    assert answer["steps"][0]["due_on"] == "2026-11-23"


def test_a_signal_of_ones_own_is_written_out_and_may_be_asked_for(ask):
    own = {"code": "own", "kind": "risk", "life_domain": "money"}
    status, answer = ask(card(condition={"concept": "own"}), {**HERE, "signals": [own]})
    assert status == 0
    assert answer["steps"][-1]["why"] == "Er is gesproken over own."
    status, refused = ask(card(condition={"concept": "own"}), {**HERE, "signals": []})
    assert status == 1
    assert [one["code"] for one in refused["refusals"]] == ["unknown"]


def test_without_a_day_it_is_today(ask):
    _status, answer = ask(card(), {"municipality": "GM1680"})
    assert date.fromisoformat(answer["today"]) >= date(2026, 11, 23)


@pytest.mark.parametrize(
    ("cards", "situation", "expected"),
    [
        ("{", HERE, [("cards.json", 1, "file")]),
        ("[1]", HERE, [("cards.json", 1, "shape")]),
        (card(condition={"concept": "x"}), HERE, [("cards.json", 1, "unknown")]),
        (card(), "[]", [("situation.json", 1, "shape")]),
        (card(), {}, [("situation.json", 1, "shape")]),
        (card(), {**HERE, "signals": ["x", "debts", "debts"]}, ["unknown_signal", "signal_twice"]),
        (card(), {**HERE, "due_date": None, "born_on": "2026-11-24"}, ["not_born_yet"]),
        (card(), {**HERE, "due_date": "2027-12-01"}, ["due_date_too_far"]),
        (card(), {**HERE, "phase": "child"}, ["contradicts_dates"]),
        (card(), {**HERE, "gestation_days": 3}, ["contradicts_dates"]),
        (card(), {**HERE, "child_age_days": 3}, ["contradicts_dates"]),
        (card(), {**HERE, "today": "2026-02-30"}, [("situation.json", 1, "shape")]),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(ask, cards, situation, expected):
    status, answer = ask(cards, situation)
    assert status == 1
    told = [
        (one["file"].rpartition("/")[2], one["line"], one["code"]) for one in answer["refusals"]
    ]
    assert told == [
        one if isinstance(one, tuple) else ("situation.json", 1, one) for one in expected
    ]


def test_both_files_are_refused_at_once_and_a_circle_names_its_route(ask):
    steps = [
        {**ROW["steps"][1], "order": 1, "code": "gesprek", "after": ["aanmelding"]},
        {**ROW["steps"][1], "order": 2, "code": "aanmelding", "after": ["gesprek"]},
    ]
    status, answer = ask([card(steps=deepcopy(steps))], {**HERE, "signals": ["x"]})
    assert status == 1
    circle, signal = answer["refusals"]
    assert (circle["place"], circle["code"]) == ("[0].steps[0].after", "circle")
    assert "gesprek → aanmelding → gesprek" in circle["reason"]
    assert signal["place"] == "signals[0]"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="situation"):
        call_command("match_routes", tmp_path / "cards", tmp_path / "situation", stdout=StringIO())


def test_every_mistake_has_words():
    assert set(SITUATION_WORDS) == set(Wrong)
