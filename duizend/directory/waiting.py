"""Who waits for an offer: known by modules above this one, which register how to count.

The menu knows no families. A page of an offer that stops still has to say that somebody
waits there, so a module that refers registers a count at its start (`apps.ready`).
"""

from __future__ import annotations

from collections.abc import Callable

from duizend.access.models import User

# How many wait for this offer, as far as this person may know; never who.
Count = Callable[[int, User], int]
_counts: list[Count] = []


def register(count: Count) -> None:
    if count not in _counts:
        _counts.append(count)


def waiting_for(offer_id: int, user: User) -> int:
    """How many families wait for this offer, as far as this person may know."""
    return sum(count(offer_id, user) for count in _counts)
