"""The village, and the words that signals are made of."""

import uuid

import pytest

from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.signals import actions
from duizend.signals.models import Concept
from tests.people import NOW, make_village


@pytest.fixture
def village():
    """Everybody around the El Amrani family, with our own content loaded."""
    actions.load_life_domains(read_rows("life_domains.json", "life_domains"), at=NOW)
    actions.load_concepts(read_rows("concepts.json", "concepts"), at=NOW)
    actions.load_agreements(read_rows("agreements.json", "agreements"), at=NOW)
    return make_village()


@pytest.fixture
def notice(village):
    """Somebody adds a quick signal: `notice("debts", by=village.fatma)`."""

    def _notice(code, *, by, **more):
        with acting_as(by.pk):
            concept = Concept.objects.get(code=code)
            more.setdefault("at", NOW)
            return actions.add(uuid.uuid4(), village.family, concept, by=by, **more)

    return _notice
