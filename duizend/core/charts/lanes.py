"""Lanes of time: each thing named as a line from when it was said until it was no longer so.

Places along the line are percentages of its width; down it are pixels, so that letters
keep their size. No lane is longer or thicker for being heavier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from duizend.core.charts.day_line import LETTER_ON_PHONE
from duizend.core.charts.words import wrapped

Kind = Literal["protective", "risk"]

# Letters on a line where the drawing is narrowest.
LINE_LETTERS = 34
TOP = 6


@dataclass(frozen=True)
class Rows:
    """Heights in pixels: of the letters, a line of words, a bar, and the air below it."""

    letter: float
    words: float
    bar: float
    air: float


USUAL = Rows(13, 17, 18, 8)
# For paper on which much must stand.
SMALL = Rows(9.5, 12, 12, 4)
# Room at both ends for a symbol, in percent.
INSET = 2.5


@dataclass(frozen=True)
class Span:
    """From a day until a day; `until` is None while it is still so."""

    since: date
    until: date | None = None


@dataclass(frozen=True)
class Lane:
    """One thing that protects or weighs, in words, with the times that it was so."""

    label: str
    kind: Kind
    spans: Sequence[Span] = field(default_factory=tuple)


@dataclass(frozen=True)
class Bar:
    """`since` and `until` in percent; `goes_on`: it is still so at the end."""

    since: float
    until: float
    goes_on: bool


@dataclass(frozen=True)
class DrawnLane:
    """`x` in percent: its words begin where it begins, as far as they fit there.

    `above` and `below` are where a mark across its line begins and ends.
    """

    kind: Kind
    x: float
    lines: tuple[tuple[str, float], ...]
    y: float
    bars: tuple[Bar, ...]
    above: float
    below: float


@dataclass(frozen=True)
class Lanes:
    """`unspoken`: until where (in percent) nobody had talked about it."""

    height: float
    letter: float
    lanes: tuple[DrawnLane, ...]
    moments: tuple[float, ...]
    unspoken: float


def place(day: date, first: date, last: date) -> float:
    """Where a day stands, in percent; days outside stand at the ends.

    Raises ValueError when the time has no length.
    """
    if last <= first:
        raise ValueError(f"last ({last}) must come after first ({first})")
    share = (day - first).days / (last - first).days
    return round(INSET + (100 - 2 * INSET) * min(1.0, max(0.0, share)), 2)


def draw(
    lanes: Sequence[Lane],
    *,
    first: date,
    last: date,
    moments: Sequence[date] = (),
    spoken_since: date | None,
    rows: Rows = USUAL,
) -> Lanes:
    """Place the lanes under each other, those that protect first."""
    y: float = TOP
    drawn = []
    for lane in sorted(lanes, key=lambda lane: lane.kind != "protective"):
        lines = []
        for text in wrapped(lane.label, LINE_LETTERS):
            y += rows.words
            lines.append((text, y - 3))
        bars = _bars(lane, first, last)
        middle, half = y + rows.bar / 2, rows.bar / 2 - 2
        drawn.append(
            DrawnLane(
                kind=lane.kind,
                x=_begin(lines, bars),
                lines=tuple(lines),
                y=middle,
                bars=bars,
                above=middle - half,
                below=middle + half,
            )
        )
        y += rows.bar + rows.air
    return Lanes(
        height=max(y, rows.words * 2),
        letter=rows.letter,
        lanes=tuple(drawn),
        moments=tuple(place(day, first, last) for day in moments),
        unspoken=place(spoken_since or last, first, last),
    )


def _bars(lane: Lane, first: date, last: date) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            since=place(span.since, first, last),
            until=place(span.until or last, first, last),
            goes_on=span.until is None,
        )
        for span in lane.spans
    )


def _begin(lines: Sequence[tuple[str, float]], bars: Sequence[Bar]) -> float:
    widest = max((len(text) for text, _y in lines), default=0) * LETTER_ON_PHONE
    begin = min((bar.since for bar in bars), default=0.0)
    # At the very beginning words stand at the edge, else just after where their line begins.
    wanted = 0.0 if begin <= INSET else begin
    return round(max(0.0, min(wanted, 100 - widest)), 2)
