"""When an offer was checked too long ago."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.signing import Signer

from duizend.directory import links, words
from duizend.directory.rules import CORRECTABLE, is_stale, months_before, months_since


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 23), 3, date(2026, 8, 23)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, before):
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("checked", "months"),
    [
        (date(2026, 2, 2), 9),
        (date(2026, 5, 23), 6),
        (date(2026, 5, 24), 5),
        (date(2026, 11, 23), 0),
        (date(2027, 1, 1), 0),
        (date(2025, 11, 23), 12),
    ],
)
def test_only_whole_months_count(checked, months):
    assert months_since(checked, date(2026, 11, 23)) == months


def test_stale_from_the_day_that_half_a_year_has_passed():
    today = date(2026, 11, 23)

    assert is_stale(date(2026, 5, 23), today)
    assert not is_stale(date(2026, 5, 24), today)


def test_the_mark_says_how_long():
    assert words.unchecked(1) == "al 1 maand niet nagekeken"
    assert words.unchecked(9) == "al 9 maanden niet nagekeken"


def test_every_field_that_may_be_corrected_has_a_name():
    assert set(words.FIELDS) == set(CORRECTABLE)


@pytest.mark.parametrize(
    ("name", "given", "shown"),
    [
        ("price", "", "niets"),
        ("waiting_days", None, "niets"),
        ("waiting_days", 0, "0"),
        ("places", [], "niets"),
        ("places", ["Gieten", "Rolde"], "Gieten en Rolde"),
        ("days", ["mon", "tue"], "maandag en dinsdag"),
        ("languages", ["ti"], "Tigrinya"),
        ("stops_on", "2027-01-01", "vrijdag 1 januari 2027"),
        ("stops_on", date(2027, 1, 1), "vrijdag 1 januari 2027"),
    ],
)
def test_a_value_reads_as_people_say_it(name, given, shown):
    assert words.value(name, given) == shown


@pytest.mark.parametrize("forged", ["", "x", "0" * 32, "0" * 32 + ":abc", ":", "\x00", "é" * 40])
def test_a_link_that_we_did_not_sign_names_nothing(forged):
    assert links.read(forged) is None


def test_a_link_for_another_purpose_names_nothing():
    asked = uuid4()

    assert links.read(links.token(asked)) == asked
    assert links.read(Signer(salt="something.else").sign(asked.hex)) is None
    assert links.read(Signer(salt="directory.still_true").sign("not an id")) is None
