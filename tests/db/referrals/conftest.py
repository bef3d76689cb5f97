"""The village with our own content, and Fatma's question to the debt support."""

import uuid

import pytest
from django.utils import timezone

from duizend.access.rules import Role
from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.referrals.models import Referral
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from tests.people import make_offer, make_referral, make_user, make_village, share

# What is spoken of in these tests.
SPOKEN = {"debts", "involved_partner", "depressive_symptoms", "sexual_abuse", "feels_unsafe"}


@pytest.fixture
def village():
    signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=timezone.now())
    concepts = read_rows("concepts.json", "concepts")
    signals.load_concepts([row for row in concepts if row["code"] in SPOKEN], at=timezone.now())
    return make_village()


@pytest.fixture
def debts(village):
    """Ruud's organisation."""
    return village.ruud.organization


@pytest.fixture
def offer(debts):
    return make_offer(debts)


@pytest.fixture
def mieke(debts):
    """Ruud's colleague."""
    return make_user("Mieke Smit", debts, Role.SOCIAL_WORKER)


@pytest.fixture
def notice(village):
    """Somebody adds a quick signal: `notice("debts", by=village.fatma)`."""

    def _notice(code, *, by):
        with acting_as(by.pk):
            concept = Concept.objects.get(code=code)
            return signals.add(uuid.uuid4(), village.family, concept, by=by, at=timezone.now())

    return _notice


@pytest.fixture
def consent(village, debts):
    """The family lets Fatma tell the debt support its name, its due date and its money worries."""
    return share(village.family, ["contact", "pregnancy", "money"], by=village.fatma, to=debts)


@pytest.fixture
def referral(village, debts, consent, notice):
    """Sent by Fatma, not taken yet."""
    notice("debts", by=village.fatma)
    notice("involved_partner", by=village.fatma)
    return make_referral(
        village.family, by=village.fatma, to=debts, categories=["money", "pregnancy"]
    )


def seen_by(user, referral):
    """The referral as this person finds it in the database, or None."""
    with acting_as(user.pk):
        return Referral.objects.filter(pk=referral.pk).first()
