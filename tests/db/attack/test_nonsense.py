"""Nonsense in every form and every address: words in Dutch, never an error of the server."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tests.db.attack.test_doors import ALL, BODY, address, body, browser

DAYS = {
    "identity_checked_on",
    "day",
    "born_on",
    "due_date",
    "left_on",
    "by_when",
    "made_on",
    "due_on",
    "birth_date",
    "partner_birth_date",
    "last_day",
    "decided_on",
    "again_on",
    "period_end",
    "since",
    "until",
}
TEXTS = {
    "given_name",
    "family_name",
    "relationship",
    "phone",
    "street",
    "city",
    "language",
    "reason",
    "words",
    "what",
    "text",
    "note",
    "request",
    "answer",
    "given_by",
    "place",
    "with_whom",
    "parent_words",
    "q",
    "zoek",
    "naam",
    "v1",
    "v1-tekst",
}
IDS = {"entry", "report_entry", "id", "signal", "appraisal", "once", "seen", "goal"}
NONSENSE = {
    "nothing": "",
    "null": "a\0b",
    "long": "ë" * 100_000,
    "number": "9" * 5_000,
    "below": "-1",
    "turned": "\u202e\u200bnarruc\ufeff\U0001f9d1\u200d\U0001f37c",
    "script": "<script>alert(1)</script>{{ 7*7 }}{% debug %}%s%(x)s'\"; drop table access_user; --",
    "digits": "٣٤٥",
    "words": "onzin",
}
WRONG_DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "-1-1-1", "31-12-9999", "0000-00-00")
WRONG_MOMENTS = ("0001-01-01T00:00", "9999-12-31T23:59", "2026-03-29T02:30", "2026-10-25T02:30")


def fields_of(page):
    return set(re.findall(r'name="([^"]+)"', page.content.decode(errors="replace")))


@pytest.fixture
def doors(everything):
    """Fatma's browser, and per address the fields of its forms."""
    client = browser(everything, "fatma")
    found = []
    for name, converters in ALL:
        url = address(name, converters, everything)
        found.append((name, url, fields_of(client.get(url)) | set(BODY)))
    return client, found


def attempt(client, method, url, data):
    """Whatever it does is taken back, so that the next one finds everything as it was."""
    with transaction.atomic():
        response = getattr(client, method)(url, data)
        if not connection.needs_rollback:
            transaction.set_rollback(True)
    return response


def wrong_answers(client, found, data_of, methods=("post",)):
    wrong = []
    for name, url, names in found:
        data = data_of(names)
        for method in methods:
            response = attempt(client, method, url, data)
            if response.status_code >= 500:
                wrong.append((method, name, response.status_code))
            elif response.status_code in (400, 403, 404, 422):
                said = response.content.decode(errors="replace")
                if "lang=" in said and 'lang="nl"' not in said:
                    wrong.append((method, name, "not in Dutch"))
                if "Traceback" in said or "psycopg" in said:
                    wrong.append((method, name, "says how it is made"))
    return wrong


@pytest.mark.parametrize("kind", sorted(NONSENSE))
def test_the_same_nonsense_in_every_field(doors, kind):
    client, found = doors
    value = NONSENSE[kind]
    if kind in ("long", "number"):
        # All at once would be too much for one request, and refused for that.
        found = [(name, url, set(sorted(names)[:40])) for name, url, names in found]
        value = value[:10_000]
    wrong = wrong_answers(client, found, lambda names: dict.fromkeys(names, value))
    asked = dict.fromkeys(("q", "zoek", "page", "naar", "leefgebied", "since", "until"), value)
    wrong += wrong_answers(client, found, lambda names: asked, ("get",))
    assert wrong == []


def test_days_and_moments_that_are_none(doors):
    client, found = doors
    for day in WRONG_DAYS:
        wrong = dict.fromkeys(DAYS, day) | {"start": f"{day}T10:00"}
        assert wrong_answers(client, found, lambda names, w=wrong: body() | w) == [], day
        log = [one for one in found if one[0] == "workspace:log"]
        assert wrong_answers(client, log, lambda names, w=wrong: w, ("get",)) == [], day
    visits = [one for one in found if one[0].startswith("visits:")]
    for moment in WRONG_MOMENTS:
        wrong = {"start": moment}
        assert wrong_answers(client, visits, lambda names, w=wrong: body() | w) == [], moment


def test_texts_that_are_too_much(doors):
    client, found = doors
    for kind in ("long", "turned", "script", "null"):
        wrong = dict.fromkeys(TEXTS, NONSENSE[kind][:30_000])
        assert wrong_answers(client, found, lambda names, w=wrong: body() | w) == [], kind


def test_what_is_written_is_shown_as_it_was_written(everything):
    client = browser(everything, "fatma")
    script = "<script>alert('x')</script>"
    made = client.post(
        reverse("plans:add_goal", args=[everything.family.pk]),
        {**body(), "words": script, "life_domain": "money", "whose": "mother"},
    )
    assert made.status_code == 302
    for name in ("plans:plan", "plans:history", "plans:paper", "workspace:family"):
        said = client.get(reverse(name, args=[everything.family.pk])).content.decode()
        assert script not in said, name
        assert "&lt;script&gt;" in said or name == "workspace:family"


def test_the_id_of_something_else_makes_no_second_thing_and_no_error(doors, everything):
    """An id that was used before, for another family, another table, or by somebody else."""
    client, found = doors
    used = [everything.ids["goal_id"], everything.ids["appraisal"], uuid4(), "geen-id"]
    for value in used:
        wrong = dict.fromkeys(IDS, str(value))
        assert wrong_answers(client, found, lambda names, w=wrong: body() | w) == [], value


def test_choices_that_are_not_on_the_page(doors, everything):
    client, found = doors
    foreign = {
        "colleague": str(everything.sam.pk),
        "practitioner": str(everything.sam.pk),
        "who": f"user:{everything.sam.pk}",
        "goal": str(uuid4()),
        "offer": "bestaat-niet",
        "ontvanger": everything.fatma.organization.code,
        "municipality": "GM9999",
        "concept": "bestaat_niet",
        "categories": ["safety", "contact", "everything"],
        "category": "everything",
        "life_domain": "everything",
        "basis": "bestaat-niet",
        "status": "everything",
        "deed": "everything",
        "situation": "everything",
        "parent_view": "everything",
        "step": "99",
        "naar": "9" * 5_000,
        "wis": "9" * 5_000,
    }
    assert wrong_answers(client, found, lambda names: body() | foreign) == []


def test_a_body_that_is_too_large_is_refused_in_words(everything):
    client = browser(everything, "fatma")
    url = reverse("plans:add_goal", args=[everything.family.pk])
    for data in ({"words": "x" * 2_000_000}, {f"v{n}": "x" for n in range(600)}):
        response = client.post(url, data)
        assert response.status_code == 400
        assert 'lang="nl"' in response.content.decode()


def test_a_body_that_is_no_form(everything):
    client = browser(everything, "fatma")
    for name, converters in ALL[::6]:
        url = address(name, converters, everything)
        for kind, content in (
            ("application/json", b'{"words": null}'),
            ("multipart/form-data", b"no boundary"),
            ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
            ("application/x-www-form-urlencoded", b"words=%ff%00%zz&entry=%ED%A0%80"),
        ):
            with transaction.atomic():
                response = client.post(url, data=content, content_type=kind)
                transaction.set_rollback(True)
            assert response.status_code < 500, (name, kind)


PATHS = (
    "/gezinnen/00000000-0000-0000-0000-00000000000g/",
    "/gezinnen/' or 1=1 --/",
    "/gezinnen/%00/",
    "/menukaart/aanbod/%00/",
    "/gezinnen/../../etc/passwd",
    "/static/../duizend/config/settings.py",
    "/static/%2e%2e/%2e%2e/manage.py",
    "/berichten/onzin/gelezen/",
    "/" + "a" * 5_000,
    "/gezinnen/?page=99999999999999999999999",
    "/gezinnen/?page=" + "9" * 5_000,
    "/gezinnen/?q=" + "%F0%9F%8D%BC" * 50,
    "/gezinnen/?q=%ff%fe",
    "/gezinnen/?q=31-12-99999",
    "/gezinnen/?q=0-0-0",
    "/menukaart/?zoek=%00",
)


def test_addresses_of_nothing(everything):
    client = browser(everything, "fatma")
    answers = {path: client.get(path).status_code for path in PATHS}
    assert {path: code for path, code in answers.items() if code not in (200, 400, 404)} == {}
