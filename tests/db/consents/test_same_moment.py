"""Two people, or two clicks, at the same moment: one decision, and nobody meets a crash."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from duizend.consents import actions
from duizend.consents.models import Consent, ExchangePermission
from duizend.core.rls import acting_as
from tests.people import make_village

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deed, who):
    """Run a deed twice, in two connections that start together."""
    start = Barrier(2)

    def one(_number):
        try:
            with acting_as(who.pk):
                start.wait(5)
                return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))


def test_two_yesses_are_one():
    village = make_village()
    at = timezone.now()
    made = at_once(
        lambda: actions.give(
            village.family,
            village.ruud.organization,
            purpose="referral",
            categories=["contact"],
            explained=("what", "why", "which_data"),
            period_end=timezone.localdate() + timedelta(days=9),
            given_by="Samira",
            by=village.fatma,
            at=at,
        ),
        village.fatma,
    )
    assert made[0].pk == made[1].pk
    with acting_as(village.fatma.pk):
        assert Consent.objects.count() == 1


def test_two_permissions_are_one():
    village = make_village()
    at = timezone.now()
    at_once(
        lambda: actions.permit_exchange(village.family, given_by="S", by=village.fatma, at=at),
        village.fatma,
    )
    with acting_as(village.fatma.pk):
        assert ExchangePermission.objects.count() == 1
