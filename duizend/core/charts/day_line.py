"""The thousand-day line: days in, places out.

Places along the line are percentages of its width, so that one drawing fits a phone and a desk without shrinking its
letters. Rows of text count from the line outwards: row 0 is nearest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Anchor = Literal["start", "middle", "end"]

# Letters of 0.8125 rem are on average this share of the line wide, on a desk (1040 px) and on a phone (280 px).
LETTER_ON_DESK = 0.68
LETTER_ON_PHONE = 2.55
GAP_IN_LETTERS = 1.5
EDGE = 12.0


@dataclass(frozen=True)
class Mark:
    """A fixed place on the line: begin, birth, one year."""

    day: int
    label: str


@dataclass(frozen=True)
class Event:
    """Something that happened (`done`) or comes. `when` is the day in words, for the list."""

    day: int
    label: str
    done: bool
    when: str = ""
    url: str = ""


@dataclass(frozen=True)
class DayLine:
    """What to draw. Days are whole numbers with any origin; `words` tell it to who cannot see it.

    Raises ValueError when the line has no length.
    """

    first: int
    last: int
    today: int | None
    today_label: str
    words: str
    marks: Sequence[Mark] = field(default_factory=tuple)
    events: Sequence[Event] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.last <= self.first:
            raise ValueError(f"last ({self.last}) must come after first ({self.first})")


@dataclass(frozen=True)
class Label:
    """Words with a place. `on_phone` is false where they would touch others on a narrow screen."""

    text: str
    x: float
    anchor: Anchor
    on_phone: bool = True


@dataclass(frozen=True)
class Point:
    """A dot on the line."""

    x: float
    event: Event


@dataclass(frozen=True)
class Drawing:
    """All places, in percentages of the width (0 to 100)."""

    points: tuple[Point, ...]
    marks: tuple[float, ...]
    mark_labels: tuple[Label, ...]
    event_labels: tuple[Label, ...]
    today: float | None
    today_label: Label | None


def place(day: int, first: int, last: int) -> float:
    """Return where a day stands, in percent; days outside the line stand at its end."""
    share = (day - first) / (last - first)
    return round(100 * min(1.0, max(0.0, share)), 2)


def anchor_at(x: float, width: float) -> Anchor:
    """Keep words of this width (percent) inside the line: start or end near an edge."""
    if x - width / 2 < 0:
        return "start"
    if x + width / 2 > 100:
        return "end"
    return "middle"


def span(text: str, x: float, letter: float) -> tuple[float, float]:
    """Return from where to where words reach, in percent, with a little air."""
    width = len(text) * letter
    anchor = anchor_at(x, width)
    start = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    gap = GAP_IN_LETTERS * letter
    return (start - gap / 2, start + width + gap / 2)


def free(one: tuple[float, float], taken: Iterable[tuple[float, float]]) -> bool:
    """Say whether a stretch touches none of the others."""
    return all(one[1] <= other[0] or one[0] >= other[1] for other in taken)


def _labels(wanted: Sequence[tuple[str, float]]) -> tuple[Label, ...]:
    """Keep, in order of importance, the words that fit beside the words before them."""
    desk: list[tuple[float, float]] = []
    phone: list[tuple[float, float]] = []
    kept: list[Label] = []
    for text, x in wanted:
        on_desk, on_phone = span(text, x, LETTER_ON_DESK), span(text, x, LETTER_ON_PHONE)
        if not free(on_desk, desk):
            continue
        desk.append(on_desk)
        fits_phone = free(on_phone, phone)
        if fits_phone:
            phone.append(on_phone)
        anchor: Anchor = "start" if x < EDGE else "end" if x > 100 - EDGE else "middle"
        kept.append(Label(text, x, anchor, fits_phone))
    return tuple(kept)


def draw(line: DayLine) -> Drawing:
    """Return every place of the line. Marks keep the order of importance: both ends, then the rest."""

    def at(day: int) -> float:
        return place(day, line.first, line.last)

    today = None if line.today is None else at(line.today)
    ends = {line.first, line.last}
    marks = sorted(line.marks, key=lambda mark: (mark.day not in ends, mark.day))
    coming = sorted((e for e in line.events if not e.done), key=lambda e: e.day)
    return Drawing(
        points=tuple(Point(at(event.day), event) for event in sorted(line.events, key=lambda e: e.day)),
        marks=tuple(at(mark.day) for mark in line.marks),
        mark_labels=_labels([(mark.label, at(mark.day)) for mark in marks]),
        event_labels=_labels([(event.label, at(event.day)) for event in coming]),
        today=today,
        today_label=None if today is None else _labels([(line.today_label, today)])[0],
    )
