"""What is asked at home, what keys look like, where a link stands, and words in another language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.beforehand.rules.at_home import (
    WhyNot,
    asked,
    kept_for_the_talk,
    part_of,
    why_not_at_home,
)
from duizend.beforehand.rules.keys import (
    LETTERS,
    LINK_LENGTH,
    MOST_ATTEMPTS,
    code_typed,
    in_groups,
    link_typed,
)
from duizend.beforehand.rules.standing import Moments, Standing, standing
from duizend.beforehand.rules.translating import TRANSLATION, words_in
from duizend.core.content import read_rows
from duizend.questionnaires.rules.reading import read

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def extension(name, **value):
    return {"url": f"urn:duizend:{name}", **value}


def question(link_id, *extensions, options=("yes", "no"), **more):
    return {
        "linkId": link_id,
        "text": link_id,
        "type": "choice",
        "extension": list(extensions),
        "answerOption": [
            {"valueCoding": {"system": "urn:duizend:answer", "code": code, "display": code}}
            for code in options
        ],
        **more,
    }


def when(link_id, code="yes"):
    coding = {"system": "urn:duizend:answer", "code": code}
    return [{"question": link_id, "operator": "=", "answerCoding": coding}]


def form(*items):
    return read({"resourceType": "Questionnaire", "url": "x", "version": "1", "item": list(items)})


def ours(code):
    return read(read_rows(f"questionnaires/{code}.json", "questionnaire")[0])


RESTRICTED = extension("restricted", valueBoolean=True)
ALONE = extension("ask-alone", valueBoolean=True)
PROFESSIONAL = extension("for", valueCode="professional")


@pytest.mark.parametrize("mark", [RESTRICTED, ALONE, PROFESSIONAL])
def test_what_is_for_the_talk_is_not_asked_at_home_nor_what_hangs_on_it(mark):
    made = form(
        question("open"),
        question("kept", mark),
        question("hangs", enableWhen=when("kept")),
        question("further", enableWhen=when("hangs")),
    )
    assert {"kept", "hangs", "further"} <= kept_for_the_talk(made)
    assert [item.link_id for item in asked(made, {}, phase="")] == ["open"]


def test_what_stands_in_a_part_that_is_kept_is_kept():
    part = {"linkId": "part", "type": "group", "extension": [RESTRICTED], "item": [question("in")]}
    assert kept_for_the_talk(form(part, question("open"))) == {"part", "in"}


def test_an_answer_that_asks_to_act_today_keeps_its_question_for_the_talk():
    flagged = question("flag")
    flagged["answerOption"][0]["extension"] = [extension("talk-now", valueString="Bel vandaag")]
    assert kept_for_the_talk(form(question("open"), flagged)) == {"flag"}


def test_a_list_of_somebody_else_is_sent_whole_or_not():
    made = form(question("open"), question("kept", RESTRICTED))
    assert why_not_at_home(made, is_own=True) is None
    assert why_not_at_home(made, is_own=False) is WhyNot.NOT_WHOLE
    assert why_not_at_home(form(question("kept", RESTRICTED)), is_own=True) is WhyNot.SHIELDED
    for is_own in (True, False):
        made = form(question("kept", PROFESSIONAL))
        assert why_not_at_home(made, is_own=is_own) is WhyNot.NOTHING_LEFT


@pytest.mark.parametrize(
    ("code", "is_own", "why"),
    [
        ("startgesprek-duizend", True, None),
        ("phq-2", False, None),
        ("phq-4", False, None),
        ("gad-7", False, None),
        ("phq-9", False, WhyNot.NOT_WHOLE),
        ("hark", False, WhyNot.SHIELDED),
    ],
)
def test_of_our_own_lists(code, is_own, why):
    assert why_not_at_home(ours(code), is_own=is_own) is why


def test_nothing_of_the_start_conversation_at_home_is_about_safety():
    made = ours("startgesprek-duizend")
    everything = {
        item.link_id: [option.value for option in item.options] for item in made.questions()
    }
    for phase in ("pregnancy", "postpartum", "child"):
        for item in asked(made, everything, phase=phase):
            assert not item.restricted
            assert not item.ask_alone
            assert not any(option.is_direct_flag for option in item.options)


def test_a_question_of_another_phase_or_that_is_known_is_not_asked():
    made = form(
        question("later", extension("phase", valueCode="child")),
        question("known"),
        question("open"),
    )
    found = asked(made, {}, phase="pregnancy", already_known={"known"})
    assert [item.link_id for item in found] == ["open"]


def test_the_part_of_a_question():
    inner = {"linkId": "inner", "type": "group", "item": [question("deep")]}
    outer = {"linkId": "outer", "type": "group", "item": [inner]}
    made = form(outer, question("loose"))
    assert part_of(made, made.by_link_id["deep"]).link_id == "outer"
    assert part_of(made, made.by_link_id["loose"]).link_id == "loose"


@given(st.text(alphabet=LETTERS, min_size=LINK_LENGTH, max_size=LINK_LENGTH))
def test_a_link_is_the_same_however_it_is_typed(link):
    assert link_typed(f"  {in_groups(link, 4).lower()} ") == link
    assert link_typed("-".join(link)) == link


@given(st.text(max_size=200))
def test_anything_else_is_no_link_and_no_code(text):
    typed = link_typed(text)
    assert typed == "" or (len(typed) == LINK_LENGTH and set(typed) <= set(LETTERS))
    code = code_typed(text)
    assert code == "" or (len(code) == 6 and code.isascii() and code.isdigit())


def test_digits_of_another_script_are_no_code():
    assert code_typed("١٢٣٤٥٦") == ""
    assert code_typed("123 456") == "123456"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Standing.SENT),
        ({"begun": NOW}, Standing.BEGUN),
        ({"begun": NOW, "ready": NOW}, Standing.READY),
        ({"begun": NOW, "attempts": MOST_ATTEMPTS}, Standing.LOCKED),
        ({"ready": NOW, "expires": NOW}, Standing.EXPIRED),
        ({"withdrawn": NOW, "expires": NOW}, Standing.WITHDRAWN),
        ({"opened": NOW, "expires": NOW}, Standing.OPENED),
    ],
)
def test_where_a_link_stands(changes, expected):
    moments = Moments(**{"expires": NOW + timedelta(days=1), **changes})
    assert standing(moments, NOW) is expected


def translated(text, language="en"):
    return {
        "extension": [
            {"url": "urn:something-else"},
            {
                "url": TRANSLATION,
                "extension": [
                    {"url": "lang", "valueCode": language},
                    {"url": "content", "valueString": text},
                ],
            },
        ]
    }


def test_words_from_the_translation_extension_of_fhir():
    item = {
        "linkId": "a",
        "type": "open-choice",
        "text": "Vraag",
        "_text": translated("Question"),
        "answerOption": [
            {"valueCoding": {"code": "y", "display": "Ja", "_display": translated("Yes")}},
            {"valueString": "Iets", "_valueString": translated("Something")},
            {"valueInteger": 3},
        ],
    }
    resource = {"item": [{"linkId": "g", "type": "group", "item": [item]}]}
    words = words_in(resource, "en")
    assert words.items == {"a": "Question"}
    assert words.options == {("a", "y"): "Yes", ("a", "Iets"): "Something"}
    assert words.covers("a", ["y", "Iets"])
    assert not words.covers("a", ["y", "3"])
    assert words.is_checked
    assert words_in(resource, "pl").items == {}


def test_a_file_beside_a_list_fills_in_what_the_list_lacks():
    beside = {
        "questions": {"a": "From the file", "b": "Also"},
        "options": {"b": {"y": "Yes"}},
        "checked": False,
    }
    resource = {"item": [{"linkId": "a", "_text": translated("Its own")}, {"linkId": "b"}]}
    words = words_in(resource, "en", beside)
    assert words.items == {"a": "Its own", "b": "Also"}
    assert words.options == {("b", "y"): "Yes"}
    assert not words.is_checked
