"""What the database tells of counts beside each other: no hidden one can be worked out.

The attacker here knows the rule by heart, and asks for every hidden count: which numbers can
it still be? The answer must always be: any from 0 to 9.
"""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from duizend.palette.rules.suppression import SHOWN_FROM

HIDDEN = range(SHOWN_FROM)
pytestmark = pytest.mark.django_db


def told(counts, rest_families):
    with connection.cursor() as cursor:
        cursor.execute("select rls.tellable(%s::int[], %s)", [list(counts), rest_families])
        *cells, total = cursor.fetchone()[0]
    return cells, total


def rest_of(counts):
    return sum(one for one in counts if one < SHOWN_FROM)


def other_worlds(counts, number, value, rest):
    """Other counts that look the same from outside, in which this hidden one is `value`."""
    hidden = [place for place, one in enumerate(counts) if one < SHOWN_FROM]
    others = [place for place in hidden if place != number]
    left = rest - value
    world = list(counts)
    world[number] = value
    for place in others:
        world[place] = min(left, SHOWN_FROM - 1)
        left -= world[place]
    return world if left == 0 else None


COUNTS = st.lists(
    st.one_of(st.integers(0, 9), st.integers(0, 40), st.sampled_from([0, 9, 10, 11])),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(COUNTS, st.integers(0, 40))
@example([10, 6], 6)
@example([10, 9, 1], 10)
@example([9, 9], 18)
@example([10] * 10 + [9], 9)
@example([0] * 11, 0)
def test_every_hidden_count_can_still_be_anything_under_ten(counts, families):
    rest = rest_of(counts)
    families = min(families, rest)
    cells, total = told(counts, families)
    for number, (count, cell) in enumerate(zip(counts, cells, strict=True)):
        assert cell == (count if count >= SHOWN_FROM else None)
        if cell is not None or total is None:
            continue
        for value in HIDDEN:
            world = other_worlds(counts, number, value, rest)
            assert world is not None, (counts, number, value)
            # Who knows the rule sees no difference with that world.
            assert told(world, families) == (cells, total)
    if total is not None:
        assert total == sum(counts)
        assert total - sum(cell for cell in cells if cell) == rest
        assert rest == 0 or rest >= SHOWN_FROM


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(COUNTS)
def test_without_a_total_a_hidden_count_can_be_anything_too(counts):
    """That a total is left out tells nothing either: every other small count looks the same."""
    cells, total = told(counts, 0)
    hidden = [number for number, cell in enumerate(cells) if cell is None]
    assert (total is None) == bool(hidden)
    for number in hidden:
        for value in (0, 9):
            world = [*counts[:number], value, *counts[number + 1 :]]
            assert told(world, 0) == (cells, None)


def test_everything_large_is_told_whole():
    assert told([10, 30], 0) == ([10, 30], 40)
    assert told([], 0) == ([], 0)


@pytest.mark.parametrize(
    ("counts", "families", "total"),
    [
        ([10, 9], 9, None),  # one hidden: the total would be it
        ([9, 9], 18, None),  # two hidden: of eighteen both must be nine
        ([9, 9, 0], 18, 18),
        ([9, 9, 1], 19, None),
        ([4, 4, 1], 9, None),
        ([4, 4, 2], 9, None),  # of nine families
        ([4, 4, 2], 10, 10),
    ],
)
def test_the_total_by_example(counts, families, total):
    assert told(counts, families)[1] == total
