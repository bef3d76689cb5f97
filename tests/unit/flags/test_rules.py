"""When a flag may be closed, and which kind an answer raises."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from duizend.flags.kinds import kind, kinds
from duizend.flags.rules import OTHER, Problem, Raised, kind_of, what_is_missing

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
KNOWN = [("thoughts_of_death", ["thoughts_of_death"]), ("violence", ["domestic_violence"])]


@pytest.mark.parametrize(
    ("code", "concepts", "found"),
    [
        ("violence", [], "violence"),
        ("violence", ["thoughts_of_death"], "violence"),
        ("", ["thoughts_of_death"], "thoughts_of_death"),
        ("nobody_knows", ["domestic_violence"], "violence"),
        ("nobody_knows", [], OTHER),
        ("", [], OTHER),
    ],
)
def test_a_kind_follows_from_its_code_or_else_from_what_was_said(code, concepts, found):
    assert kind_of(Raised(code, concepts), KNOWN) == found


@pytest.mark.parametrize(
    ("done", "words", "hours_ago", "missing"),
    [
        (["talked"], "", 0, None),
        (["talked"], "", 3, None),
        (["other"], "Bij haar gebleven", 0, None),
        ([], "Gepraat", 0, Problem.NOTHING_DONE),
        (["danced"], "", 0, Problem.UNKNOWN_DEED),
        (["talked", "danced"], "", 0, Problem.UNKNOWN_DEED),
        (["other"], "  ", 0, Problem.NO_WORDS),
        (["talked"], "", -1, Problem.IN_THE_FUTURE),
        (["talked"], "", 30, Problem.BEFORE_THE_ANSWER),
    ],
)
def test_what_was_done_is_named_and_was_done_since(done, words, hours_ago, missing):
    found = what_is_missing(
        done,
        words,
        known=["talked", "other"],
        done_at=NOON - timedelta(hours=hours_ago),
        asked_at=NOON - timedelta(hours=1),
        now=NOON,
    )
    assert found is missing


def test_every_kind_says_where_to_turn_and_has_a_way_to_say_something_else():
    assert OTHER in kinds()
    for one in kinds().values():
        assert one.turn_to[0].words.startswith("Is er nu gevaar?")
        assert {"talked", "other"} <= set(one.deeds)


def test_a_number_is_only_told_with_where_it_was_read():
    for one in kinds().values():
        for line in one.turn_to:
            has_number = any(sign.isdigit() for sign in line.words)
            assert not has_number or line.source, line.words


def test_thoughts_of_death_lead_to_113_and_violence_to_veilig_thuis():
    assert "0800-0113" in " ".join(line.words for line in kind("thoughts_of_death").turn_to)
    assert "0800-2000" in " ".join(line.words for line in kind("violence").turn_to)


def test_a_kind_that_content_no_longer_names_is_the_general_one():
    assert kind("gone").code == OTHER
