"""The village, a question of Fatma to the debt support, and Roos, who directs the process."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from duizend.access.rules import Role
from duizend.consents import actions as consents
from duizend.core.rls import acting_as
from duizend.follow_up import actions
from tests.people import make_referral, make_user, make_village


@pytest.fixture(autouse=True)
def _no_counters_of_other_tests():
    cache.clear()


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def debts(village):
    """Ruud's organisation."""
    return village.ruud.organization


@pytest.fixture
def roos(village):
    """Directs the process in Aa en Hunze."""
    return make_user("Roos Hofman", village.petra.organization, Role.PROCESS_DIRECTOR)


def consented(family, categories, *, by, to, days_ago=90):
    """The family said yes to this long ago; what is shielded is asked apart."""
    at = timezone.now() - timedelta(days=days_ago)
    with acting_as(by.pk):
        consents.permit_exchange(family, given_by="Samira El Amrani", by=by, at=at)
        return consents.give(
            family,
            to,
            purpose="coordination",
            categories=categories,
            explained=["what", "why", "which_data"],
            period_end=timezone.localdate() + timedelta(days=30),
            given_by="Samira El Amrani",
            by=by,
            at=at,
        )


@pytest.fixture
def ask(village, debts):
    """A question of Fatma, sent so many days ago: `ask(30)`."""
    for categories in (["contact", "money"], ["safety"]):
        consented(village.family, categories, by=village.fatma, to=debts)

    def _ask(days=0, **changes):
        at = timezone.now() - timedelta(days=days)
        return make_referral(village.family, by=village.fatma, to=debts, at=at, **changes)

    return _ask


def climb(at=None):
    with acting_as(None):
        return actions.climb(at=at or timezone.now())
