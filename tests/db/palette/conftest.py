"""The village with its life domains, offers on its menu, and needs that found nothing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.palette import queries
from duizend.pathways import actions as pathways
from duizend.signals import actions as signals
from duizend.signals.models import LifeDomain
from tests.people import NOW, make_family, make_village


@pytest.fixture
def village():
    signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=NOW)
    signals.load_concepts(read_rows("concepts.json", "concepts"), at=NOW)
    return make_village()


def half_year_start():
    """The first day of the half year of now, by the clock that the database looks at."""
    today = timezone.localdate()
    return today.replace(month=1 if today.month < 7 else 7, day=1)


def moment(days_before):
    """So many days before this half year began, or after it when negative."""
    day = half_year_start() - timedelta(days=days_before)
    return timezone.make_aware(datetime.combine(day, time(10)))


def missed(family, life_domain, *, by, at=None, need_id=None, looked_for="Een maatje"):
    with acting_as(by.pk):
        return pathways.say_unmet(
            need_id or uuid4(),
            family,
            LifeDomain.objects.get(pk=life_domain),
            looked_for,
            by=by,
            at=at or moment(20),
        )


@pytest.fixture
def miss(village):
    """`miss(12, "money")`: twelve families for which nothing fitted."""

    def _miss(count, *life_domains, at=None, by=village.fatma, **more):
        found = [make_family(by, **more) for _number in range(count)]
        for family in found:
            for life_domain in life_domains:
                missed(family, life_domain, by=by, at=at)
        return found

    return _miss


@pytest.fixture
def told(village):
    """What Petra is told: life domain to count, with the total under `total`; no hidden ones."""

    def _told(who=village.petra, place="GM1680"):
        with acting_as(who.pk):
            [found] = [one for one in queries.missed() if one.code == place]
        return {code: count for code, count in [*found.counts, ("total", found.total)] if count}

    return _told
