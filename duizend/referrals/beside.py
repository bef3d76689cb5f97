"""What other modules know of a referral, shown on its own page beside what the two sides did.

The modules above this one register themselves when the application starts: the page of a
referral stays one page, and this module knows none of them (ADR 0072).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from duizend.access.models import User
from duizend.referrals.models import Referral


@dataclass(frozen=True)
class Line:
    """A line of the history: when, what in words, who, and what they said."""

    at: datetime
    what: str
    who: str
    words: str = ""


@dataclass(frozen=True)
class Asks:
    """Something that this referral asks of the one who looks, and where to answer it."""

    title: str
    words: str
    url: str
    label: str


@dataclass
class Beside:
    """Everything that stands beside one referral, for one person."""

    lines: list[Line] = field(default_factory=list)
    asks: list[Asks] = field(default_factory=list)


Source = Callable[[Referral, User, date], Beside]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Once per process, from `apps.ready`; a second time changes nothing."""
    if source not in _sources:
        _sources.append(source)


def beside(referral: Referral, user: User, today: date) -> Beside:
    """What every registered module has to say, in the order of their registration."""
    found = Beside()
    for source in _sources:
        one = source(referral, user, today)
        found.lines += one.lines
        found.asks += one.asks
    return found
