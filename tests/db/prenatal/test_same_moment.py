"""Two clicks, or two nurses, at the same moment: one visit, and nobody meets a crash."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.prenatal import actions
from duizend.prenatal.models import HomeVisit
from tests.db.prenatal.conftest import appointment, taken

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("two_forms", [False, True])
def test_a_visit_is_planned_once(place, two_forms):
    asked, start = taken(place), timezone.now() + timedelta(days=2)
    keys = [uuid4(), uuid4()] if two_forms else [uuid4()] * 2
    both = Barrier(2)

    def plan(key):
        try:
            with acting_as(place.noor.pk):
                both.wait(5)
                return actions.plan(
                    asked, key, appointment(place, start), by=place.noor, at=timezone.now()
                ).pk
        except NotAllowed:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(plan, keys))

    assert len({one for one in made if one}) == 1
    assert (None in made) == two_forms
    with acting_as(place.noor.pk):
        assert HomeVisit.objects.count() == 1
