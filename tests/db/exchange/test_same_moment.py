"""Two files with the same new offers at the same moment: one comes in, the other looks again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.directory.models import Offer
from duizend.exchange import actions
from tests.db.exchange.sending import kept
from tests.offer_files import GOOD, as_csv

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_files_at_the_same_moment(village, petra):
    files = [kept(petra, as_csv(GOOD)) for _number in range(2)]
    with acting_as(petra.pk):
        seen = actions.outlook(files[0], at=timezone.now()).fingerprint
    start = Barrier(2)

    def bring_in(file):
        try:
            with acting_as(petra.pk):
                start.wait(5)
                actions.bring_in(file, seen, by=petra, at=timezone.now())
                return "in"
        except actions.MenuMoved:
            return "look again"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(bring_in, files)) == ["in", "look again"]

    assert Offer.objects.filter(external_id="rolde-7").count() == 1
