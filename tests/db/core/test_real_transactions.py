"""Tests that commit for real, such as those about two people at once, leave nothing."""

import psycopg
import pytest
from django.db import connection

from duizend.access.models import Municipality

pytestmark = pytest.mark.django_db(transaction=True)


def committed() -> int:
    """What another connection sees."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname=settings["NAME"],
    ) as other:
        row = other.execute("select count(*) from access_municipality").fetchone()
    assert row
    return int(row[0])


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_committed_is_gone_for_the_next(turn):
    assert committed() == 0

    Municipality.objects.create(code="GM0000", name=turn)

    assert committed() == 1
