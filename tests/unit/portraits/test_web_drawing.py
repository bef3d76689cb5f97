"""The web: within its paper, as the marks say, and with words that do not touch."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.charts.web import FEWEST, MOST, NARROW, TOP, WIDE, Axis, draw
from duizend.core.charts.words import block, width, wrapped
from duizend.core.content import read_rows

SIZES = st.sampled_from([WIDE, NARROW])
WORD = st.text("abcdefghijklmnoprstuvwz", min_size=1, max_size=8)
NAME = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
MARK = st.none() | st.integers(0, TOP)
AXES = st.lists(st.builds(Axis, NAME, MARK, MARK), min_size=FEWEST, max_size=MOST)
OURS = [row for row in read_rows("portrait_themes.json", "portrait_themes") if not row["side"]]


def boxes_touch(one, other):
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


@given(AXES, SIZES)
def test_every_point_lies_within_the_paper(axes, size):
    web = draw(axes, size)
    points = [*web.ends, *web.now.marks, *web.then.marks]
    assert all(0 <= p.x <= web.width and 0 <= p.y <= web.height for p in points)


@given(AXES, SIZES)
def test_words_lie_within_the_paper_and_never_touch(axes, size):
    web = draw(axes, size)
    for label in web.labels:
        assert label.left >= -0.02
        assert label.left + label.width <= web.width + 0.02
        assert label.top >= 0
        assert label.top + label.height <= web.height + 0.02
    assert not any(boxes_touch(a, b) for a, b in combinations(web.labels, 2))


@given(AXES, SIZES, st.data())
def test_a_higher_mark_lies_further_out_on_its_own_axis(axes, size, data):
    place = data.draw(st.integers(0, len(axes) - 1))
    web = draw(axes, size)
    reach = []
    for mark in range(TOP + 1):
        alone = [Axis(axis.label) for axis in axes]
        alone[place] = Axis(axes[place].label, now=mark)
        (point,) = draw(alone, size).now.marks
        reach.append(dist((point.x, point.y), (web.centre.x, web.centre.y)))
    assert reach[0] == pytest.approx(0, abs=0.02)
    assert reach == sorted(reach)
    end = web.ends[place]
    assert reach[TOP] == pytest.approx(dist((end.x, end.y), (web.centre.x, web.centre.y)), abs=0.05)
    # Even steps: the drawing makes nothing larger than the parent made it.
    assert reach[5] == pytest.approx(reach[TOP] / 2, abs=0.05)


@given(AXES, SIZES)
def test_an_axis_left_open_has_no_mark_and_no_line_runs_across_it(axes, size):
    web = draw(axes, size)
    for outline, marks in ((web.now, [a.now for a in axes]), (web.then, [a.then for a in axes])):
        around = zip(marks, [*marks[1:], marks[0]], strict=True)
        assert len(outline.marks) == sum(mark is not None for mark in marks)
        assert len(outline.lines) == sum(a is not None and b is not None for a, b in around)


@given(AXES, SIZES)
def test_then_and_now_of_equal_marks_lie_at_the_same_place(axes, size):
    same = [Axis(axis.label, axis.now, axis.now) for axis in axes]
    web = draw(same, size)
    assert web.now == web.then


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("count", [6, 7, 8])
def test_our_own_names_leave_room_for_a_web_that_can_be_read(size, count):
    web = draw([Axis(row["name"]) for row in OURS[:count]], size)
    radius = dist((web.ends[0].x, web.ends[0].y), (web.centre.x, web.centre.y))
    assert radius >= size.width / 4


@pytest.mark.parametrize("count", [0, 5, 9])
def test_a_web_has_six_to_eight_axes(count):
    with pytest.raises(ValueError, match="6 to 8"):
        draw([Axis("Wonen")] * count, WIDE)


@pytest.mark.parametrize("mark", [-1, 11])
def test_a_mark_beyond_its_axis_is_refused(mark):
    with pytest.raises(ValueError, match="between 0 and 10"):
        Axis("Wonen", now=mark)


def test_nothing_in_the_drawing_adds_up_marks():
    """A drawing knows places and words; no number about the whole."""
    web = draw([Axis("Wonen", now=3)] * 8, WIDE)
    assert set(vars(web)) == {
        "width",
        "height",
        "letter",
        "centre",
        "ends",
        "rings",
        "labels",
        "now",
        "then",
    }


@given(st.lists(WORD, max_size=8).map(" ".join), st.integers(1, 20))
def test_wrapping_keeps_every_word_in_its_order(text, longest):
    lines = wrapped(text, longest)
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= longest or " " not in line for line in lines)


def test_a_block_is_as_wide_as_its_widest_line():
    assert block(("il", "wmw"), 10) == (width("wmw") * 10, 25)
    assert block((), 10) == (0, 0)
