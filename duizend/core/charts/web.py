"""A web of axes on which somebody sets marks: then and now over each other. Never a total.

Two sizes of one drawing: on a phone the letters stay as large and the words break sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from duizend.core.charts.day_line import Anchor
from duizend.core.charts.words import LINE, block, wrapped

FEWEST, MOST = 6, 8
TOP = 10
# Axes that lean less than this far to a side carry their words in the middle.
UPRIGHT = 0.2


@dataclass(frozen=True)
class Axis:
    """One axis with its mark now and then, 0 to TOP; None: left open."""

    label: str
    now: int | None = None
    then: int | None = None

    def __post_init__(self) -> None:
        for mark in (self.now, self.then):
            if mark is not None and not 0 <= mark <= TOP:
                raise ValueError(f"a mark lies between 0 and {TOP}, not at {mark}")


@dataclass(frozen=True)
class Size:
    """Width of the drawing and size of its letters, in the same unit; letters on a line."""

    width: float
    letter: float
    line: int
    radius: float


WIDE = Size(560, 16, 14, 165)
NARROW = Size(300, 14, 9, 110)


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class AxisLabel:
    """Words at the end of an axis: the baseline of each line, and the box around them."""

    lines: tuple[tuple[str, float], ...]
    x: float
    anchor: Anchor
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Outline:
    """Marks, and lines between marks on neighbouring axes: never across one left open."""

    marks: tuple[Point, ...]
    lines: tuple[tuple[Point, Point], ...]


@dataclass(frozen=True)
class Web:
    """All places in the unit of the size. `rings` are outlines for every second step."""

    width: float
    height: float
    letter: float
    centre: Point
    ends: tuple[Point, ...]
    rings: tuple[str, ...]
    labels: tuple[AxisLabel, ...]
    now: Outline
    then: Outline


def draw(axes: Sequence[Axis], size: Size) -> Web:
    """Place everything. Raises ValueError for fewer than 6 or more than 8 axes."""
    if not FEWEST <= len(axes) <= MOST:
        raise ValueError(f"a web has {FEWEST} to {MOST} axes, not {len(axes)}")
    ways = [_way(number, len(axes)) for number in range(len(axes))]
    words = [wrapped(axis.label, size.line) for axis in axes]
    gap = size.letter * 0.7
    radius = min(_room(way, lines, size, gap) for way, lines in zip(ways, words, strict=True))
    # The height follows from the words above and below.
    flat = [_label(w, t, Point(0, 0), radius + gap, size) for w, t in zip(ways, words, strict=True)]
    above = max(radius, *(-label.top for label in flat)) + size.letter / 4
    below = max(radius, *(label.top + label.height for label in flat)) + size.letter / 4
    centre = Point(size.width / 2, round(above, 2))

    def at(way: Point, mark: float) -> Point:
        reach = radius * mark / TOP
        return Point(round(centre.x + reach * way.x, 2), round(centre.y + reach * way.y, 2))

    return Web(
        width=size.width,
        height=round(above + below, 2),
        letter=size.letter,
        centre=centre,
        ends=tuple(at(way, TOP) for way in ways),
        rings=tuple(
            " ".join(f"{p.x},{p.y}" for p in (at(way, step) for way in ways))
            for step in range(2, TOP + 1, 2)
        ),
        labels=tuple(
            _label(way, lines, centre, radius + gap, size)
            for way, lines in zip(ways, words, strict=True)
        ),
        now=_outline([None if a.now is None else at(w, a.now) for a, w in _both(axes, ways)]),
        then=_outline([None if a.then is None else at(w, a.then) for a, w in _both(axes, ways)]),
    )


def _both(axes: Sequence[Axis], ways: Sequence[Point]) -> list[tuple[Axis, Point]]:
    return list(zip(axes, ways, strict=True))


def _way(number: int, count: int) -> Point:
    """Which way an axis points; the first one up, then clockwise."""
    turn = 2 * pi * number / count - pi / 2
    return Point(cos(turn), sin(turn))


def _room(way: Point, lines: tuple[str, ...], size: Size, gap: float) -> float:
    """The longest axis that leaves its words inside the drawing."""
    if abs(way.x) < UPRIGHT:
        return size.radius
    width, _height = block(lines, size.letter)
    return max(0.0, min(size.radius, (size.width / 2 - width) / abs(way.x) - gap))


def _label(
    way: Point, lines: tuple[str, ...], centre: Point, reach: float, size: Size
) -> AxisLabel:
    width, height = block(lines, size.letter)
    x, y = centre.x + reach * way.x, centre.y + reach * way.y
    anchor: Anchor = "middle" if abs(way.x) < UPRIGHT else "start" if way.x > 0 else "end"
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    # Words at the side stand beside the end of their axis, others above or below it.
    top = y + height / 2 * (way.y - 1)
    step = size.letter * LINE
    return AxisLabel(
        lines=tuple(
            (text, round(top + step * number + size.letter, 2)) for number, text in enumerate(lines)
        ),
        x=round(x, 2),
        anchor=anchor,
        left=round(left, 2),
        top=round(top, 2),
        width=round(width, 2),
        height=round(height, 2),
    )


def _outline(marks: Sequence[Point | None]) -> Outline:
    around = pairwise([*marks, marks[0]])
    return Outline(
        marks=tuple(mark for mark in marks if mark is not None),
        lines=tuple((a, b) for a, b in around if a is not None and b is not None),
    )
