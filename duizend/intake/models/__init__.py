"""The desk, what came in at it, what that says, what was done with it, and where it goes."""

from duizend.intake.models.items import (
    KIND_LABELS,
    OUTCOME_LABELS,
    TERM_LABELS,
    WHAT_LABELS,
    Desk,
    DeskArea,
    Event,
    Item,
    Link,
    Part,
)
from duizend.intake.models.questions import WORD_LABELS, Move, Sorting

__all__ = [
    "KIND_LABELS",
    "OUTCOME_LABELS",
    "TERM_LABELS",
    "WHAT_LABELS",
    "WORD_LABELS",
    "Desk",
    "DeskArea",
    "Event",
    "Item",
    "Link",
    "Move",
    "Part",
    "Sorting",
]
