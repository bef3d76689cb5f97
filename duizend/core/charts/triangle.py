"""A triangle of three sides with themes on each: what goes well and what is asked, by two voices.

What one voice says stands outside the side, what the other says inside it, so that a
difference is seen and not averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

Asked = Literal["", "open", "half", "full"]

SIDE = 302.0
# From a corner to the first theme: nearer, the symbols of two sides would touch.
MARGIN = 66.0
# Paper around it; below stands the name of the base.
BESIDES, ABOVE, BELOW = 14.0, 14.0, 62.0
OUT = 25.0
BESIDE = 8.0
FEWEST, MOST = 4, 6
HEIGHT = SIDE * sqrt(3) / 2


@dataclass(frozen=True)
class Said:
    """What a voice said of a theme: `well` something goes well; `asked` how full its diamond is."""

    well: bool = False
    asked: Asked = ""


@dataclass(frozen=True)
class Spot:
    """A theme on a side, with what was said outside and inside it."""

    number: int
    outside: Said = Said()
    inside: Said = Said()


@dataclass(frozen=True)
class Symbol:
    x: float
    y: float
    asked: Asked


@dataclass(frozen=True)
class DrawnSpot:
    number: int
    x: float
    y: float
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class DrawnSide:
    """A side from corner to corner; its name is written along it, turned by `angle` degrees."""

    name: str
    x: float
    y: float
    angle: int
    spots: tuple[DrawnSpot, ...]


@dataclass(frozen=True)
class Triangle:
    width: float
    height: float
    outline: str
    sides: tuple[DrawnSide, ...]


@dataclass(frozen=True)
class _Line:
    """Where a side begins, which way it goes, and which way is out."""

    x: float
    y: float
    dx: float
    dy: float
    angle: int

    def at(self, along: float, out: float) -> tuple[float, float]:
        # Out is a quarter turn against the clock from the way it goes.
        x = self.x + self.dx * along + self.dy * out
        y = self.y + self.dy * along - self.dx * out
        return round(x, 2), round(y, 2)


_HALF = 0.5
_STEEP = sqrt(3) / 2
# Left side upwards, right side downwards, the base from left to right with out below.
_LEFT = _Line(BESIDES, ABOVE + HEIGHT, _HALF, -_STEEP, -60)
_RIGHT = _Line(BESIDES + SIDE / 2, ABOVE, _HALF, _STEEP, 60)
_BASE = _Line(BESIDES + SIDE, ABOVE + HEIGHT, -1.0, 0.0, 0)


def draw(sides: Sequence[tuple[str, Sequence[Spot]]]) -> Triangle:
    """Place three sides: left, right and below. Raises ValueError for other numbers of themes."""
    if len(sides) != 3:
        raise ValueError(f"a triangle has three sides, not {len(sides)}")
    lines = (_LEFT, _RIGHT, _BASE)
    corners = ((line.x, line.y) for line in lines)
    return Triangle(
        width=SIDE + 2 * BESIDES,
        height=round(ABOVE + HEIGHT + BELOW, 2),
        outline=" ".join(f"{round(x, 2)},{round(y, 2)}" for x, y in corners),
        sides=tuple(_side(line, *side) for line, side in zip(lines, sides, strict=True)),
    )


def _side(line: _Line, name: str, spots: Sequence[Spot]) -> DrawnSide:
    if not FEWEST <= len(spots) <= MOST:
        raise ValueError(f"a side has {FEWEST} to {MOST} themes, not {len(spots)}")
    step = (SIDE - 2 * MARGIN) / (len(spots) - 1)
    # Read from top to bottom, and from left to right.
    places = [MARGIN + step * number for number in range(len(spots))]
    if line is not _RIGHT:
        places.reverse()
    x, y = line.at(SIDE / 2, OUT + 20)
    return DrawnSide(
        name=name,
        x=x,
        y=y,
        angle=line.angle,
        spots=tuple(_spot(line, spot, along) for spot, along in zip(spots, places, strict=True)),
    )


def _spot(line: _Line, spot: Spot, along: float) -> DrawnSpot:
    x, y = line.at(along, 0)
    return DrawnSpot(
        number=spot.number,
        x=x,
        y=y,
        symbols=(
            *_symbols(line, spot.outside, along, OUT),
            *_symbols(line, spot.inside, along, -OUT),
        ),
    )


def _symbols(line: _Line, said: Said, along: float, out: float) -> list[Symbol]:
    """One symbol stands before its theme; two stand beside each other."""
    wanted: list[Asked] = [*([""] if said.well else []), *([said.asked] if said.asked else [])]  # type: ignore[list-item]
    places = [along] if len(wanted) == 1 else [along - BESIDE, along + BESIDE]
    found = []
    for place, asked in zip(places, wanted, strict=False):
        x, y = line.at(place, out)
        found.append(Symbol(x, y, asked))
    return found
