"""The thousand-day line: days in, places out.

Places along the line are percentages of its width, so that one drawing fits a phone and a desk without shrinking its
letters. Words are placed twice, once for each, because they need more of a narrow line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Anchor = Literal["start", "middle", "end"]

# How much of the line one letter of 13 pixels takes, in percent, where it is narrowest: 600 pixels and 264 pixels.
LETTER_ON_DESK = 1.2
LETTER_ON_PHONE = 2.7
# Words stand at least this many letters apart.
GAP = 1.0


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
    """Words with a place: `x` in percent, and which end of the words stands there."""

    text: str
    x: float
    anchor: Anchor = "middle"


@dataclass(frozen=True)
class Point:
    """A dot on the line."""

    x: float
    event: Event


@dataclass(frozen=True)
class Words:
    """The labels that fit: those under the line, and the one above it."""

    marks: tuple[Label, ...]
    today: Label | None


@dataclass(frozen=True)
class Drawing:
    """All places, in percentages of the width (0 to 100). `coming` is the first event still open."""

    points: tuple[Point, ...]
    marks: tuple[float, ...]
    today: float | None
    on_desk: Words
    on_phone: Words
    coming: Event | None


def place(day: int, first: int, last: int) -> float:
    """Return where a day stands, in percent; days outside the line stand at its end."""
    share = (day - first) / (last - first)
    return round(100 * min(1.0, max(0.0, share)), 2)


def label_at(text: str, x: float, letter: float) -> Label:
    """Return the label, moved no further than needed to stay inside the line."""
    half = len(text) * letter / 2
    if x - half <= 0:
        return Label(text, 0.0, "start")
    if x + half >= 100:
        return Label(text, 100.0, "end")
    return Label(text, x)


def reach(label: Label, letter: float) -> tuple[float, float]:
    """Return from where to where the words reach, in percent."""
    width = len(label.text) * letter
    start = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
    return (start, start + width)


def is_free(label: Label, others: Iterable[Label], letter: float) -> bool:
    """Say whether words keep their distance from all others."""
    start, end = reach(label, letter)
    gap = GAP * letter
    return all(
        end + gap <= other_start or start >= other_end + gap
        for other_start, other_end in (reach(other, letter) for other in others)
    )


def labels_that_fit(wanted: Iterable[tuple[str, float]], letter: float) -> tuple[Label, ...]:
    """Keep, in order of importance, the words that do not touch the words before them."""
    kept: list[Label] = []
    for text, x in wanted:
        label = label_at(text, x, letter)
        if is_free(label, kept, letter):
            kept.append(label)
    return tuple(kept)


def draw(line: DayLine) -> Drawing:
    """Return every place of the line. The marks at both ends go before those between them."""

    def at(day: int) -> float:
        return place(day, line.first, line.last)

    ends = {line.first, line.last}
    marks = sorted(line.marks, key=lambda mark: (mark.day not in ends, mark.day))
    today = None if line.today is None else at(line.today)

    def words(letter: float) -> Words:
        under = labels_that_fit([(mark.label, at(mark.day)) for mark in marks], letter)
        return Words(under, None if today is None else label_at(line.today_label, today, letter))

    events = sorted(line.events, key=lambda event: event.day)
    return Drawing(
        points=tuple(Point(at(event.day), event) for event in events),
        marks=tuple(at(mark.day) for mark in line.marks),
        today=today,
        on_desk=words(LETTER_ON_DESK),
        on_phone=words(LETTER_ON_PHONE),
        coming=next((event for event in events if not event.done), None),
    )
