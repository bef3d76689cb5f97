"""The matrix as a picture: shapes for how much help it is, numbers in them. Places, no colours.

Places across are percentages of the width, places down are pixels, so that letters keep
their size on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duizend.core.charts.words import wrapped
from duizend.palette import words
from duizend.palette.rules.matrix import Row

HEAD = 34
LINE = 12
NAME = 22
CELL = 34
AIR = 10
# Letters of a heading where the picture is narrowest.
LETTERS = 11


@dataclass(frozen=True)
class Mark:
    """`x` in percent of the cell's own width; `kind` is the intensity, or `unknown`."""

    kind: str
    count: int
    x: float


@dataclass(frozen=True)
class DrawnCell:
    """`x` and `width` in percent of the picture."""

    x: float
    width: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class DrawnRow:
    name: str
    name_y: float
    y: float
    cells: tuple[DrawnCell, ...]


@dataclass(frozen=True)
class Heading:
    x: float
    lines: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Picture:
    height: float
    cell: float
    headings: tuple[Heading, ...]
    rows: tuple[DrawnRow, ...]


def picture(rows: Sequence[Row], phases: Sequence[str]) -> Picture:
    width = 100 / len(phases)
    headings = tuple(
        Heading(
            round(width * (number + 0.5), 2),
            tuple(
                (line, LINE * (place + 1))
                for place, line in enumerate(wrapped(words.phase(phase), LETTERS))
            ),
        )
        for number, phase in enumerate(phases)
    )
    drawn = []
    y: float = HEAD
    for row in rows:
        y += NAME
        cells = tuple(
            DrawnCell(round(width * number, 2), width, _marks(cell.marks))
            for number, cell in enumerate(row.cells)
        )
        drawn.append(DrawnRow(words.life_domain(row.life_domain), y - 6, y, cells))
        y += CELL + AIR
    return Picture(y, CELL, headings, tuple(drawn))


def _marks(marks: Sequence[tuple[str, int]]) -> tuple[Mark, ...]:
    step = 100 / len(marks) if marks else 0
    return tuple(
        Mark(kind or "unknown", count, round(step * (number + 0.5), 2))
        for number, (kind, count) in enumerate(marks)
    )
