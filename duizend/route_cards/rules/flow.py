"""The steps of a card as a picture that goes down: boxes, questions and arrows, with their places.

Units are those of the drawing, which is as wide as a phone; letters keep that size. Arrows for
“only after” are solid, those that only follow the order of reading are dashed; a question has
pointed sides, a step is a box. So it can be read without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duizend.core.charts.words import wrapped

WIDTH = 340.0
# Left of the boxes run the arrows that pass a box by.
LEFT = 44.0
RIGHT = WIDTH - 4
LETTER = 15.0
SMALL = 13.5
LINE = 19.0
PAD = 11.0
GAP = 30.0
POINT = 16.0
LETTERS_IN_BOX = 33
LETTERS_IN_QUESTION = 33
LANE = 9.0
LANES = 4


@dataclass(frozen=True)
class FlowStep:
    """A step to draw: its words, the question before it when there is one, and what it follows."""

    code: str
    title: str
    notes: tuple[str, ...] = ()
    only_when: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """One line of words; `strong` for the name of a step."""

    text: str
    x: float
    y: float
    strong: bool = False


@dataclass(frozen=True)
class Shape:
    """A box (a step) or a question, from `top` to `bottom`."""

    kind: str
    top: float
    bottom: float
    words: tuple[Words, ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def points(self) -> str:
        """The corners of a question."""
        corners = [
            (LEFT, self.middle),
            (LEFT + POINT, self.top),
            (RIGHT - POINT, self.top),
            (RIGHT, self.middle),
            (RIGHT - POINT, self.bottom),
            (LEFT + POINT, self.bottom),
        ]
        return " ".join(f"{x:g},{y:g}" for x, y in corners)


@dataclass(frozen=True)
class Arrow:
    """A path, and where its head is. `waits`: the next step waits for this one."""

    path: str
    waits: bool
    head: str


@dataclass(frozen=True)
class Flow:
    height: float
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]

    @property
    def width(self) -> float:
        return WIDTH

    @property
    def left(self) -> float:
        return LEFT

    @property
    def box_width(self) -> float:
        return RIGHT - LEFT


def draw(start: str, steps: Sequence[FlowStep]) -> Flow:
    """The picture: what the card asks on top, then its steps in their order."""
    shapes = [_shape("question", start, (), 2.0)]
    arrows: list[Arrow] = []
    first: list[Shape] = []
    last: list[Shape] = []
    for step in steps:
        above = shapes[-1]
        top = above.bottom + GAP
        if step.only_when:
            shapes.append(_shape("question", step.only_when, (), top))
            first.append(shapes[-1])
            arrows.append(_down(shapes[-1].bottom, shapes[-1].bottom + GAP, waits=True))
            top = shapes[-1].bottom + GAP
        shapes.append(_shape("step", step.title, step.notes, top))
        if not step.only_when:
            first.append(shapes[-1])
        last.append(shapes[-1])
    arrows += _between(steps, first, last, shapes[0])
    return Flow(shapes[-1].bottom + 4, tuple(shapes), tuple(arrows))


def _between(
    steps: Sequence[FlowStep], first: list[Shape], last: list[Shape], start: Shape
) -> list[Arrow]:
    """The arrows from step to step: straight to the next, by a lane past others."""
    place = {step.code: at for at, step in enumerate(steps)}
    arrows: list[Arrow] = []
    lane = 0
    for at, step in enumerate(steps):
        above = last[at - 1] if at else start
        waits_for = [place[code] for code in step.after if code in place]
        if not waits_for or at - 1 in waits_for:
            arrows.append(_down(above.bottom, first[at].top, waits=not at or bool(waits_for)))
        for other in waits_for:
            if other != at - 1:
                arrows.append(_aside(last[other].middle, first[at].middle, lane % LANES))
                lane += 1
    return arrows


def _shape(kind: str, title: str, notes: Sequence[str], top: float) -> Shape:
    letters = LETTERS_IN_BOX if kind == "step" else LETTERS_IN_QUESTION
    x = LEFT + (PAD if kind == "step" else POINT + 2)
    y = top + PAD
    words = []
    for strong, text in [(kind == "step", title), *((False, note) for note in notes)]:
        for line in wrapped(text, letters):
            words.append(Words(line, x, y + LETTER - 2, strong))
            y += LINE
    return Shape(kind, top, y + PAD, tuple(words))


def _down(top: float, bottom: float, *, waits: bool) -> Arrow:
    x = (LEFT + RIGHT) / 2
    return Arrow(f"M{x:g} {top:g}V{bottom - 7:g}", waits, _head(x, bottom, down=True))


def _aside(top: float, bottom: float, lane: int) -> Arrow:
    x = LEFT - 12 - lane * LANE
    return Arrow(
        f"M{LEFT:g} {top:g}H{x:g}V{bottom:g}H{LEFT - 7:g}", True, _head(LEFT, bottom, down=False)
    )


def _head(x: float, y: float, *, down: bool) -> str:
    corners = [(x, y), (x - 5, y - 8), (x + 5, y - 8)]
    if not down:
        corners = [(x, y), (x - 8, y - 5), (x - 8, y + 5)]
    return " ".join(f"{at:g},{height:g}" for at, height in corners)
