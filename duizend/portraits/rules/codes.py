"""The words that pictures are made of."""

from __future__ import annotations

from enum import StrEnum


class Picture(StrEnum):
    """What a family draws with a professional. The balance is not kept: it follows signals."""

    TRIANGLE = "triangle"
    WEB = "web"


class Side(StrEnum):
    """The three sides of the triangle, in the order in which they are talked about."""

    CHILD = "child"
    PARENTING = "parenting"
    SURROUNDINGS = "surroundings"


class Voice(StrEnum):
    """Who says it. Two voices stand beside each other and are never made one."""

    PARENT = "parent"
    PROFESSIONAL = "professional"


class Urgency(StrEnum):
    """How soon the family would like it: words that they choose, not a weight."""

    CAN_WAIT = "can_wait"
    SOON = "soon"
    NOW = "now"


class Status(StrEnum):
    DRAFT = "draft"
    FINISHED = "finished"
    ENTERED_IN_ERROR = "entered_in_error"


# So that a whole triangle, said by two voices, still fits on paper.
LONGEST_WORDS = 100
HIGHEST_MARK = 10
