"""Where a link stands. Never what was filled in, nor how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from duizend.beforehand.rules.keys import MOST_ATTEMPTS


class Standing(StrEnum):
    SENT = "sent"
    BEGUN = "begun"
    READY = "ready"
    OPENED = "opened"
    LOCKED = "locked"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Entered(StrEnum):
    """What came of a link and a code; `rls.enter_home` gives these words."""

    IN = "in"
    NOT_RIGHT = "not_right"
    LOCKED = "locked"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    OPENED = "opened"


@dataclass(frozen=True)
class Moments:
    """When what happened to a link."""

    expires: datetime
    begun: datetime | None = None
    ready: datetime | None = None
    opened: datetime | None = None
    withdrawn: datetime | None = None
    attempts: int = 0


def standing(moments: Moments, now: datetime) -> Standing:
    """What the professional reads about a link."""
    if moments.opened is not None:
        return Standing.OPENED
    if moments.withdrawn is not None:
        return Standing.WITHDRAWN
    if moments.expires <= now:
        return Standing.EXPIRED
    if moments.attempts >= MOST_ATTEMPTS:
        return Standing.LOCKED
    if moments.ready is not None:
        return Standing.READY
    return Standing.BEGUN if moments.begun is not None else Standing.SENT
