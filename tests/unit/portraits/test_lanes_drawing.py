"""Lanes of time: later is never further left, nothing falls off, words never touch a line."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.charts.lanes import INSET, Lane, Span, draw, place

FIRST, LAST = date(2026, 1, 1), date(2026, 11, 23)
DAYS = st.dates(FIRST - timedelta(days=99), LAST + timedelta(days=99))
INSIDE = st.dates(FIRST, LAST)


@st.composite
def spans(draw):
    since = draw(INSIDE)
    until = draw(st.none() | st.dates(since, LAST))
    return Span(since, until)


LANES = st.lists(
    st.builds(
        Lane,
        st.text("abc wm", min_size=1, max_size=90).filter(str.strip),
        st.sampled_from(["protective", "risk"]),
        st.lists(spans(), min_size=1, max_size=3),
    ),
    max_size=8,
)


@given(DAYS, DAYS)
def test_a_later_day_never_stands_further_left(one, other):
    early, late = sorted([one, other])
    assert place(early, FIRST, LAST) <= place(late, FIRST, LAST)
    assert INSET <= place(one, FIRST, LAST) <= 100 - INSET


def test_time_without_length_is_refused():
    with pytest.raises(ValueError, match="must come after"):
        place(FIRST, FIRST, FIRST)


@given(LANES, st.lists(INSIDE, max_size=4), st.none() | INSIDE)
def test_everything_lies_within_the_drawing(lanes, moments, spoken):
    drawn = draw(lanes, first=FIRST, last=LAST, moments=moments, spoken_since=spoken)
    assert len(drawn.lanes) == len(lanes)
    assert INSET <= drawn.unspoken <= 100 - INSET
    assert all(INSET <= x <= 100 - INSET for x in drawn.moments)
    below = 0.0
    for lane in drawn.lanes:
        assert lane.y + 9 <= drawn.height
        assert all(below < y < lane.y - 8 for _text, y in lane.lines)
        assert 0 <= lane.x <= 100
        assert all(INSET <= bar.since <= bar.until <= 100 - INSET for bar in lane.bars)
        below = lane.y


@given(LANES)
def test_what_protects_comes_first_and_every_line_is_equally_thick(lanes):
    drawn = draw(lanes, first=FIRST, last=LAST, spoken_since=FIRST)
    kinds = [lane.kind for lane in drawn.lanes]
    assert kinds == sorted(kinds, key=lambda kind: kind != "protective")
    assert not any(hasattr(lane, "weight") for lane in drawn.lanes)


def test_what_ended_stops_and_what_goes_on_reaches_today():
    still = Lane("schulden", "risk", [Span(date(2026, 3, 1))])
    over = Lane("slaapt slecht", "risk", [Span(date(2026, 3, 1), date(2026, 6, 1))])
    drawn = draw([still, over], first=FIRST, last=LAST, spoken_since=None)
    (goes_on,), (stopped,) = (lane.bars for lane in drawn.lanes)
    assert (goes_on.goes_on, goes_on.until) == (True, 100 - INSET)
    assert not stopped.goes_on
    assert stopped.until < goes_on.until
    assert drawn.unspoken == 100 - INSET


def test_words_that_begin_late_still_fit():
    late = Lane("veel huilen, moeite met eten", "risk", [Span(LAST)])
    (lane,) = draw([late], first=FIRST, last=LAST, spoken_since=LAST).lanes
    assert lane.x < 30
