"""How far a conversation is, and what may be on the screen."""

import json
from typing import Any

from duizend.core.content import CONTENT_DIR
from duizend.questionnaires.rules.progress import parts, shown
from duizend.questionnaires.rules.reading import read

START = read(json.loads((CONTENT_DIR / "questionnaires" / "startgesprek-duizend.json").read_text()))
ALONE = {"A1": [{"valueCoding": {"system": "urn:duizend:answer", "code": "yes"}}]}
SAFETY = START.by_link_id["safety"]


def by_name(answers, **more):
    given: dict[str, Any] = {"phase": "pregnancy", "sees_restricted": True} | more
    return {part.item.link_id: part for part in parts(START, answers, **given)}


def names(answers, **more):
    given: dict[str, Any] = {"phase": "pregnancy", "sees_restricted": True, "alone_now": False}
    given |= more
    return [item.link_id for item in shown(START, SAFETY, answers, **given)]


def test_strengths_come_first_and_the_baby_only_after_the_birth():
    before = by_name({})
    assert next(iter(before)) == "strengths"
    assert "child" not in before
    assert "child" in by_name({}, phase="postpartum")


def test_a_part_is_begun_and_done_by_its_questions():
    answered = {"P1": [{"valueString": "x"}]}
    assert not by_name({})["mental"].is_begun
    assert by_name(answered)["mental"].is_begun
    assert not by_name(answered)["mental"].is_done
    all_of_it = {link_id: [{"valueString": "x"}] for link_id in ("P1", "P2", "P3", "J1")}
    assert by_name(all_of_it)["mental"].is_done


def test_the_shielded_part_is_closed_for_who_may_not_see_it():
    assert by_name({}, sees_restricted=False)["safety"].is_closed
    assert not by_name({})["safety"].is_closed
    assert names(ALONE, sees_restricted=False, alone_now=True) == []


def test_nothing_asked_alone_is_shown_until_alone_now():
    assert names({}) == ["A1"]
    assert names({}, alone_now=True) == ["A1"]
    assert names(ALONE) == ["A1"]  # answered at another visit: somebody may listen today
    assert names(ALONE, alone_now=True) == ["A1", "P4", "V1", "V2"]
