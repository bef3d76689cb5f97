"""The menu's codes in words."""

import pytest

from duizend.access.rules import Category
from duizend.directory import words
from duizend.directory.forms import InterventionsForm
from duizend.directory.queries import Wanted
from duizend.directory.rules import Evidence, Form, Phase, Prevention


@pytest.mark.parametrize(
    ("codes", "table", "expected"),
    [
        (["pregnancy", "child"], words.PHASES, "zwangerschap en daarna"),
        (["home", "group", "online"], words.FORMS, "thuis, in een groep en online"),
        (["nl", "xx"], words.LANGUAGES, "Nederlands en xx"),
        ([], words.FORMS, ""),
    ],
)
def test_codes_are_listed_as_a_person_would(codes, table, expected):
    assert words.listed(codes, table) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (None, "wachttijd niet bekend"),
        (0, "nu plek"),
        (1, "plek binnen een dag"),
        (14, "plek binnen 14 dagen"),
    ],
)
def test_waiting_is_said_in_days(days, expected):
    assert words.waiting(days) == expected


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (Phase, words.PHASES),
        (Form, words.FORMS),
        (Evidence, words.EVIDENCE),
        (Prevention, words.PREVENTION),
    ],
)
def test_every_code_has_a_word(codes, table):
    assert set(table) == {code.value for code in codes}


def test_the_life_domains_are_the_data_categories_without_contact_and_plan():
    assert set(words.LIFE_DOMAINS) == set(Category) - {Category.CONTACT, Category.PLAN}


@pytest.mark.parametrize("nonsense", ["x", "' or 1=1", "9" * 5000])
def test_what_is_not_in_the_list_is_passed_over(nonsense):
    form = InterventionsForm({"phase": nonsense, "life_domain": "money", "form": nonsense})

    assert form.wanted == Wanted(life_domain="money")
