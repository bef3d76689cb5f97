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
# So many marks stand beside each other on a phone without touching.
BESIDE = 3


@dataclass(frozen=True)
class Mark:
    """`x` in percent of the cell's own width, `y` from its top; `kind` is the intensity, or
    `unknown`.
    """

    kind: str
    count: int
    x: float
    y: int


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
    height: int
    cells: tuple[DrawnCell, ...]

    @property
    def middle(self) -> float:
        """Where letters stand that are alone in a cell."""
        return self.height / 2 + 4


@dataclass(frozen=True)
class Heading:
    x: float
    lines: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Picture:
    height: float
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
        lines = max((mark.y // CELL + 1 for cell in cells for mark in cell.marks), default=1)
        name = words.life_domain(row.life_domain)
        drawn.append(DrawnRow(name, y - 6, y, CELL * lines, cells))
        y += CELL * lines + AIR
    return Picture(y, headings, tuple(drawn))


def _marks(marks: Sequence[tuple[str, int]]) -> tuple[Mark, ...]:
    """Beside each other, or else in two lines."""
    across = len(marks) if len(marks) <= BESIDE else (len(marks) + 1) // 2
    return tuple(
        Mark(
            kind or "unknown",
            count,
            round(100 / across * (number % across + 0.5), 2),
            CELL * (number // across),
        )
        for number, (kind, count) in enumerate(marks)
    )
