"""The triangle: within its paper, symbols apart, two voices on two sides of the line."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.charts.triangle import FEWEST, MOST, Said, Spot, draw

SAID = st.builds(Said, st.booleans(), st.sampled_from(["", "open", "half", "full"]))
SIDE = st.lists(st.tuples(SAID, SAID), min_size=FEWEST, max_size=MOST)
FULL = Said(well=True, asked="full")


def sides(*said):
    return [
        (f"side {n}", [Spot(i, outside, inside) for i, (outside, inside) in enumerate(one, 1)])
        for n, one in enumerate(said)
    ]


@given(SIDE, SIDE, SIDE)
def test_everything_lies_within_the_paper(left, right, below):
    drawn = draw(sides(left, right, below))
    for side in drawn.sides:
        for x, y in [(side.x, side.y), *((s.x, s.y) for s in side.spots)]:
            assert 11 <= x <= drawn.width - 11
            assert 11 <= y <= drawn.height - 11
        for symbol in (s for spot in side.spots for s in spot.symbols):
            assert 7 <= symbol.x <= drawn.width - 7
            assert 7 <= symbol.y <= drawn.height - 7


@pytest.mark.parametrize("counts", [(4, 4, 4), (5, 6, 5), (6, 6, 6)])
def test_no_symbol_touches_another_one(counts):
    drawn = draw(sides(*([(FULL, FULL)] * count for count in counts)))
    spots = [spot for side in drawn.sides for spot in side.spots]
    symbols = [symbol for spot in spots for symbol in spot.symbols]
    assert len(symbols) == 4 * sum(counts)
    # A diamond reaches 7 from its middle, a circle 5.5, a number 11.
    assert all(dist((a.x, a.y), (b.x, b.y)) >= 12.5 for a, b in combinations(symbols, 2))
    assert all(dist((s.x, s.y), (p.x, p.y)) >= 18 for s in symbols for p in spots)
    assert all(dist((a.x, a.y), (b.x, b.y)) >= 23 for a, b in combinations(spots, 2))


@given(SIDE)
def test_each_voice_has_its_own_side_of_the_line(side):
    drawn = draw(sides(side, side, side))
    base = drawn.sides[2]
    for (outside, inside), spot in zip(side, base.spots, strict=True):
        below = [s for s in spot.symbols if s.y > spot.y]
        above = [s for s in spot.symbols if s.y < spot.y]
        assert len(below) == outside.well + bool(outside.asked)
        assert len(above) == inside.well + bool(inside.asked)
        assert {s.asked for s in below if s.asked} == {outside.asked} - {""}


def test_themes_are_read_from_top_to_bottom_and_from_left_to_right():
    drawn = draw(sides(*([(Said(), Said())] * 5 for _ in range(3))))
    left, right, base = ([(s.x, s.y) for s in side.spots] for side in drawn.sides)
    assert [y for _x, y in left] == sorted(y for _x, y in left)
    assert [y for _x, y in right] == sorted(y for _x, y in right)
    assert [x for x, _y in base] == sorted(x for x, _y in base)


def test_nothing_said_draws_nothing():
    drawn = draw(sides(*([(Said(), Said())] * 4 for _ in range(3))))
    assert not any(spot.symbols for side in drawn.sides for spot in side.spots)


def test_a_triangle_has_three_sides():
    with pytest.raises(ValueError, match="three sides"):
        draw([])


@pytest.mark.parametrize("count", [3, 7])
def test_a_side_has_four_to_six_themes(count):
    four = [(Said(), Said())] * 4
    with pytest.raises(ValueError, match="4 to 6"):
        draw(sides(four, four, [(Said(), Said())] * count))
