"""Filling in at home: one question at a time, kept at once, never about safety."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from duizend.beforehand import actions, keys, queries
from duizend.core.rls import acting_as
from duizend.questionnaires.rules.answers import AnswerRefused, Given
from tests.db.beforehand.conftest import Telephone

SAFETY = ("veilig thuis", "alleen met u", "aan de dood", "maatregel")


def walk(phone):
    """The text of every question, by pressing on; the safety of none."""
    url, seen = phone.get("explain").content.decode(), []
    [here, *_more] = re.findall(r'href="(/thuis/[a-z]+/vraag/\d+/)"', url)
    while "/vraag/" in here:
        seen.append(phone.client.get(here).content.decode())
        here = phone.client.post(here, {"naar": "volgende"})["Location"]
    return seen


def test_every_question_but_those_for_the_talk(phone):
    pages = walk(phone)
    assert len(pages) > 25
    assert f"Vraag {len(pages)} van {len(pages)}" in pages[-1]
    said = "\n".join(pages).lower()
    for words in SAFETY:
        assert words not in said
    # Of another phase: the baby is not born yet.
    assert "hoe gaat het met uw baby" not in said


def test_an_answer_is_kept_and_shown_again(phone, village, row):
    answer = phone.post("question", 2, data={"antwoord": ["partner", "family"], "naar": "volgende"})
    assert answer["Location"] == phone.at("question", 3)
    page = phone.get("question", 2).content.decode()
    assert page.count("checked") == 2
    assert row(phone.invitation).begun is not None


def test_a_script_keeps_each_answer_and_goes_on_within_the_page(phone):
    answer = phone.post("keep", 5, data={"antwoord": "forward"}, **{"HX-Request": "true"})
    assert answer.status_code == 200
    assert "t-reason" not in answer.content.decode()
    answer = phone.post("question", 5, data={"antwoord": "forward"}, **{"HX-Request": "true"})
    assert answer["HX-Replace-Url"] == phone.at("question", 6)
    assert "<html" not in answer.content.decode()
    answer = phone.post("question", 5, data={"naar": "einde"}, **{"HX-Request": "true"})
    assert answer["HX-Redirect"] == phone.at("ready")


def test_back_and_forth(phone):
    assert phone.post("question", 3, data={"naar": "vorige"})["Location"] == phone.at("question", 2)
    assert phone.post("question", 1, data={"naar": "vorige"})["Location"] == phone.at("question", 1)
    assert phone.post("question", 3, data={"naar": "einde"})["Location"] == phone.at("ready")


def test_taken_back_is_gone(phone):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    phone.post("question", 1, data={"woorden": "Een bosuil", "naar": "blijf"})
    assert "bosuil" not in phone.get("question", 1).content.decode()
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    phone.post("question", 1, data={"woorden": ""})
    assert "bosuil" not in phone.get("question", 1).content.decode()


@pytest.mark.parametrize(
    ("number", "data", "why"),
    [
        (2, {"antwoord": "bestaat-niet"}, "past niet bij de vraag"),
        (6, {"antwoord": ["yes", "not-yet"]}, "past niet bij de vraag"),
        (1, {"woorden": "a" * 2001}, "te lang"),
        (1, {"woorden": "a\x00b"}, "past niet bij de vraag"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(phone, number, data, why):
    before = phone.get("question", number).content.decode()
    for name in ("question", "keep"):
        answer = phone.post(name, number, data=data)
        assert answer.status_code == 422
        assert why in answer.content.decode()
    after = phone.get("question", number).content.decode()
    assert before.count("checked") == after.count("checked")


def test_a_question_of_the_talk_cannot_be_answered_by_its_number(phone):
    with acting_as(None):
        seen = queries.visit(phone.client.cookies["duizend_thuis"].value)
        assert seen is not None
        total = len(list(seen.form.questions()))
        with pytest.raises(AnswerRefused):
            actions.keep_answer(seen, "V1", Given(("hurt",)), at=timezone.now())
    answers = {
        phone.post("question", n, data={"antwoord": "yes"}).status_code
        for n in range(total - 3, total + 3)
    }
    assert answers == {404}


def test_ready_can_be_changed_until_the_talk(phone, row):
    assert "Bent u klaar" in phone.get("ready").content.decode()
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    phone.post("ready")
    assert row(phone.invitation).standing(timezone.now()) == "ready"
    assert "Dank u wel" in phone.get("ready").content.decode()
    assert phone.post("ready", data={"toch": "veranderen"})["Location"] == phone.at("question", 1)
    assert row(phone.invitation).standing(timezone.now()) == "begun"
    phone.enter()
    phone.post("ready")
    phone.post("question", 1, data={"woorden": "Twee bosuilen"})
    assert row(phone.invitation).standing(timezone.now()) == "begun"


def test_everything_can_be_wiped(phone, row):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    answer = phone.client.post(phone.at("wipe"), follow=True)
    assert "Alles is gewist" in answer.content.decode()
    assert "bosuil" not in phone.get("question", 1).content.decode()
    assert row(phone.invitation).standing(timezone.now()) == "sent"


def test_later_with_the_same_link_and_code_on_another_device(phone):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    assert "Tot straks" in phone.post("pause").content.decode()
    assert "Deze pagina is gesloten" in phone.get("question", 1).content.decode()
    other = Telephone(phone.keys)
    other.enter()
    assert "Verder gaan" in other.get("explain").content.decode()
    assert "bosuil" in other.get("question", 1).content.decode()


def test_in_another_language_with_what_is_only_in_dutch_said(send):
    _invitation, given = send("phq-4", language="en")
    phone = Telephone(given, "en")
    assert "Good to see you" in phone.get("enter").content.decode()
    phone.enter()
    page = phone.get("question", 1).content.decode()
    assert '<html lang="en" dir="ltr"' in page
    assert "only here in Dutch" in page
    assert 'lang="nl"' in page
    assert "Nobody has checked this translation yet" in page
    assert phone.client.get("/thuis/xx/").status_code == 404


def test_a_list_with_words_in_that_language_speaks_it(send):
    _invitation, given = send(language="en")
    phone = Telephone(given, "en")
    phone.enter()
    page = phone.get("question", 2).content.decode()
    assert "Who is there for you" in page
    assert "My partner" in page
    assert "only here in Dutch" not in page
    # The same answer, whatever the language.
    phone.post("question", 2, data={"antwoord": "partner"})
    phone.language = "nl"
    assert "Mijn partner" in phone.get("question", 2).content.decode()


def test_a_page_costs_the_same_however_much_was_answered(phone):
    def cost(number):
        with CaptureQueriesContext(
            connection,
        ) as found:
            phone.get("question", number)
        return len(found)

    before = cost(2)
    for number in range(1, 12):
        phone.post("question", number, data={"antwoord": "declined"})
    assert cost(2) == before <= 25


def test_sessions_are_kept_as_a_hash(phone, row):
    session = phone.client.cookies["duizend_thuis"].value
    assert row(phone.invitation).session_hash == keys.session_hash(session)
