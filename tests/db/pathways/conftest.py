"""The village, the words that signals are made of, and a card about money."""

import uuid
from copy import deepcopy

import pytest
from django.utils import timezone

from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.pathways import actions
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from tests.people import make_offer, make_village
from tests.unit.pathways.test_matching import ROW

SPOKEN = {"debts", "smoking", "poverty", "feels_unsafe", "sexual_abuse"}


@pytest.fixture
def village():
    signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=timezone.now())
    concepts = read_rows("concepts.json", "concepts")
    signals.load_concepts([row for row in concepts if row["code"] in SPOKEN], at=timezone.now())
    return make_village()


@pytest.fixture
def offer(village):
    return make_offer(village.ruud.organization)


@pytest.fixture
def notice(village):
    def _notice(code, *, by):
        with acting_as(by.pk):
            concept = Concept.objects.get(code=code)
            return signals.add(uuid.uuid4(), village.family, concept, by=by, at=timezone.now())

    return _notice


@pytest.fixture
def load():
    """Load cards: the card about money with these changes, one dictionary each."""

    def _load(*changes):
        rows = [{**deepcopy(ROW), **change} for change in changes]
        with acting_as(None):  # the installation, by nobody who signed in
            return actions.load_route_cards(rows, at=timezone.now())

    return _load
