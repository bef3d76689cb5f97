"""What people write, and what it means; or why it cannot be used."""

from datetime import date, datetime

import pytest

from duizend.exchange import words
from duizend.exchange.rules.comparing import code_for
from duizend.exchange.rules.line import Line
from duizend.exchange.rules.rows import FIELDS, Reason, Row
from tests.unit.exchange.words import WORDS


def put(name, raw):
    line = Line(2, WORDS)
    line.put(name, raw)
    return line


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("name", "  Koffie \n en  thee ", "Koffie en thee"),
        ("name", 2026.0, "2026"),
        ("name", 12.5, "12.5"),
        ("name", None, ""),
        ("summary", "Een\r\n\r\n twee ", "Een\n\ntwee"),
        ("phases", "Zwangerschap, KRAAMTIJD", ("pregnancy", "postpartum")),
        ("phases", "", ()),
        ("phases", " ; ", ()),
        ("forms", ["home", "home"], ("home",)),
        ("languages", "nld; Pools; Frans", ("nl", "pl", "fr")),
        ("municipalities", "Gemeente Assen | GM1680", ("GM0106", "GM1680")),
        ("intensity", " ", ""),
        ("places", "Brink 1; a\\;b\nDorpshuis", ("Brink 1", "a;b", "Dorpshuis")),
        ("places", 12, ("12",)),
        ("waiting_days", "14", 14),
        ("waiting_days", 14.0, 14),
        ("waiting_days", " ", None),
        ("checked_on", "23-11-2026", date(2026, 11, 23)),
        ("checked_on", "1/2/2026", date(2026, 2, 1)),
        ("checked_on", "2026-11-23T10:00:00Z", date(2026, 11, 23)),
        ("checked_on", datetime(2026, 11, 23, 9), date(2026, 11, 23)),  # noqa: DTZ001
        ("checked_on", date(2026, 11, 23), date(2026, 11, 23)),
        ("checked_on", " ", None),
        ("free", True, True),
        ("free", "X", True),
        ("free", " ", False),
        ("email", " a@b.nl ", "a@b.nl"),
        ("website", "x.nl/pad", "https://x.nl/pad"),
        ("code", " ", ""),
        ("sources", "Kaart (2026); Folder (z.j.); Mond", (
            {"ref": "Kaart", "year": 2026}, {"ref": "Folder", "year": None},
            {"ref": "Mond", "year": None},
        )),
    ],
)  # fmt: skip
def test_what_is_written_becomes_a_value(name, raw, value):
    line = put(name, raw)
    assert line.problems == []
    assert line.values[name] == value


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("name", ["a"], Reason.NOT_TEXT),
        ("name", True, Reason.NOT_TEXT),
        ("name", "x\x00", Reason.STRANGE),
        ("summary", "@import", Reason.FORMULA),
        ("phases", "zwanger; onzin; meer", Reason.NOT_KNOWN),
        ("phases", [{}], Reason.NOT_KNOWN),
        ("phases", {}, Reason.NOT_KNOWN),
        ("intensity", "heel", Reason.NOT_KNOWN),
        ("waiting_days", "2,5", Reason.NOT_A_NUMBER),
        ("waiting_days", "veel", Reason.NOT_A_NUMBER),
        ("waiting_days", "-1", Reason.NOT_A_NUMBER),
        ("waiting_days", "99999", Reason.NOT_A_NUMBER),
        ("waiting_days", float("inf"), Reason.NOT_A_NUMBER),
        ("waiting_days", True, Reason.NOT_A_NUMBER),
        ("checked_on", "gisteren", Reason.NOT_A_DATE),
        ("checked_on", "2026-02-30", Reason.NOT_A_DATE),
        ("checked_on", "0026-02-01", Reason.NOT_A_DATE),
        ("checked_on", 45000, Reason.NOT_A_DATE),
        ("free", "misschien", Reason.NOT_YES_OR_NO),
        ("email", "a@b", Reason.NOT_AN_EMAIL),
        ("email", "x" * 65 + "@b.nl", Reason.NOT_AN_EMAIL),
        ("email", "a@" + "b." * 130 + "nl", Reason.TOO_LONG),
        ("website", "javascript:alert(1)", Reason.NOT_A_WEBSITE),
        ("website", "ftp://x.nl", Reason.NOT_A_WEBSITE),
        ("website", "https://x.nl/" + "a" * 200, Reason.TOO_LONG),
        ("code", "Met Hoofdletter", Reason.NOT_A_CODE),
    ],
)
def test_what_cannot_be_used_says_why(name, raw, reason):
    line = put(name, raw)
    (problem,) = line.problems
    assert problem.reason is reason
    assert problem.field == name
    assert name not in line.values
    assert words.why(problem)


def test_every_unknown_word_of_a_list_is_named():
    (problem,) = put("phases", "zwanger; onzin; meer").problems
    assert problem.value == "onzin, meer"


@pytest.mark.parametrize(
    ("parts", "cost"),
    [
        ({}, None),
        ({"kind": "kosten"}, None),
        ({"amount_eur": "12,50", "unit": "keer", "year": "2026"}, (12.5, "keer", 2026, "cost")),
        ({"amount_eur": 3, "unit": "uur", "kind": "baten"}, (3, "uur", None, "benefit")),
    ],
)
def test_a_cost_from_its_parts(parts, cost):
    line = Line(2, WORDS)
    line.put_cost(parts)
    found = line.values["cost"]
    told = found and (found["amount_eur"], found["unit"], found["year"], found["kind"])
    assert told == cost


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"amount_eur": "5"}, Reason.MISSING),
        ({"amount_eur": "-5", "unit": "uur"}, Reason.NOT_A_NUMBER),
        ({"amount_eur": -5, "unit": "uur"}, Reason.NOT_A_NUMBER),
        ({"unit": "uur", "year": "12"}, Reason.NOT_A_NUMBER),
        ({"unit": "uur", "kind": "winst"}, Reason.NOT_KNOWN),
        ({"unit": "uur", "prijs": 1}, Reason.NOT_KNOWN),
        ({"unit": ["uur"]}, Reason.NOT_TEXT),
    ],
)
def test_a_cost_that_cannot_be(parts, reason):
    line = Line(2, WORDS)
    line.put_cost(parts)
    assert [problem.reason for problem in line.problems] == [reason]


def test_a_row_is_called_by_what_the_file_calls_it():
    assert Row(2, {"name": "Koffie"}).id == "Koffie"
    assert Row(2, {"code": "", "external_id": "k-1", "name": "Koffie"}).id == "k-1"
    assert Row(2, {}).id == ""


def test_a_code_is_made_of_letters_and_always_the_same():
    assert code_for("Café Één", "De Brug") == "cafe-een-de-brug"
    assert code_for("مقهى", "") == code_for("مقهى", "") != code_for("قهوة", "")
    long = code_for("x" * 100, "")
    assert len(long) <= FIELDS["code"].longest


@pytest.mark.parametrize(
    ("name", "value", "words_"),
    [
        ("name", "", "niets"),
        ("free", False, "nee"),
        ("on_the_menu", True, "ja"),
        ("organization", "de-brug", "de-brug"),
        ("phases", ("pregnancy",), "zwangerschap"),
        ("places", ("a", "b"), "a, b"),
        ("sources", ({"ref": "Kaart", "year": 2026},), "Kaart (2026)"),
        ("cost", {"amount_eur": 5, "unit": "uur", "year": None, "note": ""}, "€ 5, uur"),
        ("checked_on", date(2026, 11, 23), "maandag 23 november 2026"),
        ("waiting_days", 14, "14"),
    ],
)
def test_values_are_shown_in_words(name, value, words_):
    assert words.shown(name, value, WORDS) == words_


def test_an_intensity_is_shown_by_its_word():
    assert words.shown("intensity", "light", WORDS) != "light"
    assert words.column("on_the_menu") == "Op de menukaart"
    assert words.column("cost") == "Kosten"
    assert words.column("status") == "status"
