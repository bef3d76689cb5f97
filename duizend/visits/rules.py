"""What is true of contacts: their kinds, how they may change, when two collide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    HOME_VISIT = "home_visit"
    PRENATAL_HOME_VISIT = "prenatal_home_visit"
    CONSULTATION = "consultation"
    PHONE = "phone"
    VIDEO = "video"
    GROUP = "group"


class Status(StrEnum):
    """FHIR Encounter.status; `noshow` is kept as its own word, as people use it."""

    PLANNED = "planned"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"


# What was, stays: only a planned contact can still become something else.
MAY_BECOME: dict[Status, frozenset[Status]] = {
    Status.PLANNED: frozenset({Status.FINISHED, Status.CANCELLED, Status.NOSHOW}),
    Status.FINISHED: frozenset(),
    Status.CANCELLED: frozenset(),
    Status.NOSHOW: frozenset(),
}

# Long enough for every contact we know; a longer one is a typing error.
LONGEST_MINUTES = 480
# How far ahead a contact can be planned: the whole thousand days.
FURTHEST_AHEAD = timedelta(days=1000)
# How long ago a contact may have been and still be recorded.
LONGEST_AGO = timedelta(days=1000)
# Somebody records at the door, on a phone whose clock runs a little ahead.
CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True)
class Slot:
    """A piece of somebody's day: a moment and how many minutes it lasts."""

    start: datetime
    minutes: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


def collide(one: Slot, other: Slot) -> bool:
    """Whether two slots overlap; one that starts when the other ends does not."""
    return one.start < other.end and other.start < one.end


def may_become(now: Status, then: Status) -> bool:
    return then in MAY_BECOME[now]


def can_be_planned_at(start: datetime, now: datetime) -> bool:
    """From the beginning of today, where `now` is, until the end of the thousand days."""
    return now.date() <= start.astimezone(now.tzinfo).date() and start <= now + FURTHEST_AHEAD


def can_have_been_at(start: datetime, now: datetime) -> bool:
    return now - LONGEST_AGO <= start <= now + CLOCKS_DIFFER
