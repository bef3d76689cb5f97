"""The village with our own lists, and a parent with a telephone."""

from __future__ import annotations

import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duizend.beforehand import actions
from duizend.beforehand.models import Invitation
from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.families.queries import mother
from duizend.questionnaires import actions as questionnaires
from duizend.questionnaires.models import Questionnaire
from duizend.signals import actions as signals
from tests.people import NOW, make_village

LISTS = ("startgesprek-duizend", "phq-9", "phq-4", "hark")


@pytest.fixture(autouse=True)
def _no_counters_of_other_tests():
    cache.clear()


@pytest.fixture
def village():
    signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=NOW)
    signals.load_concepts(read_rows("concepts.json", "concepts"), at=NOW)
    rows = [read_rows(f"questionnaires/{code}.json", "questionnaire")[0] for code in LISTS]
    questionnaires.load_questionnaires(rows, at=NOW)
    return make_village()


@pytest.fixture
def send(village):
    """`send()` gives the link, as Fatma sent it, and its keys."""

    def make(code="startgesprek-duizend", *, by=None, language="nl", days=7, at=None, entry=None):
        by = by or village.fatma
        with acting_as(by.pk):
            person = mother(village.family)
            assert person is not None
            asked = actions.Asked(Questionnaire.objects.get(code=code), person, language, days)
            return actions.send(
                entry or uuid.uuid4(), village.family, asked, by=by, at=at or timezone.now()
            )

    return make


class Telephone:
    """The browser of a parent, without an account."""

    def __init__(self, keys, language="nl", invitation=None):
        self.client, self.keys, self.language = Client(), keys, language
        self.invitation = invitation

    def at(self, name, *arguments):
        return reverse(f"beforehand:{name}", args=[self.language, *arguments])

    def enter(self, code=None):
        data = {"link": self.keys.link, "code": code or self.keys.code}
        return self.client.post(self.at("enter"), data)

    def get(self, name, *arguments, **headers):
        return self.client.get(self.at(name, *arguments), headers=headers)

    def post(self, name, *arguments, data=None, **headers):
        return self.client.post(self.at(name, *arguments), data or {}, headers=headers)


@pytest.fixture
def phone(send):
    """A telephone that came in."""
    invitation, keys = send()
    made = Telephone(keys, invitation=invitation)
    assert made.enter().status_code == 302
    return made


@pytest.fixture
def row(village):
    """`row(invitation)`: how it stands in the database, as Fatma sees it."""

    def read(invitation, who=None):
        with acting_as((who or village.fatma).pk):
            return Invitation.objects.select_related("family").get(pk=invitation.pk)

    return read
