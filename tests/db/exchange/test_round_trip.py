"""What is taken out and brought in again, changes nothing."""

import pytest
from django.utils import timezone

from duizend.exchange import actions, queries
from duizend.exchange.rules.plans import Outcome, Wishes
from duizend.exchange.writing import FORMATS
from tests.people import NOW

ROUND = ("xlsx", "csv", "hsds", "hsds-zip")


def written(kind):
    return FORMATS[kind].write(queries.whole_menu(), queries.vocabulary(), NOW)


def planned(content):
    return queries.plan(actions.read(content), Wishes(), "lijst", today=timezone.localdate(NOW))


@pytest.mark.parametrize("kind", ROUND)
def test_the_menu_comes_back_as_it_went(menu, kind):
    plan = planned(written(kind))
    assert plan.counts[Outcome.UNCHANGED] == len(queries.whole_menu()) > 20, [
        (line.code, line.changes, line.problems)
        for line in plan.lines
        if line.outcome is not Outcome.UNCHANGED
    ][:3]
    assert not plan.changes_something
