"""Who pays, and how soon there is room: of offers, per life domain. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from duizend.palette.rules.offered import Offered


@dataclass(frozen=True)
class Paid:
    """Offers that one law or purse pays, per life domain in the order that was asked.

    `law` is empty for offers of which nobody said who pays. `offers` counts each offer once;
    an offer that two laws pay counts with both.
    """

    law: str
    counts: tuple[int, ...]
    offers: int


def financing(
    offers: Sequence[Offered], laws: Sequence[str], life_domains: Sequence[str]
) -> list[Paid]:
    found = []
    for law in (*laws, ""):
        here = [one for one in offers if (law in one.financing if law else not one.financing)]
        counts = tuple(sum(each in one.life_domains for one in here) for each in life_domains)
        found.append(Paid(law, counts, len(here)))
    return found


@dataclass(frozen=True)
class Waiting:
    """How soon there is room for a life domain, in days; None when nobody knows.

    `asked_first` and `asked_last` are the days between which it was asked.
    """

    life_domain: str
    offers: int
    unknown: int
    median_days: float | None = None
    longest_days: int | None = None
    asked_first: date | None = None
    asked_last: date | None = None
    priority: int = 0


def waiting(offers: Sequence[Offered], life_domains: Sequence[str]) -> list[Waiting]:
    """One line per life domain for which there is any offer."""
    lines = [
        _line(each, [one for one in offers if each in one.life_domains]) for each in life_domains
    ]
    return [line for line in lines if line.offers]


def _line(life_domain: str, here: Sequence[Offered]) -> Waiting:
    days = [one.waiting_days for one in here if one.waiting_days is not None]
    asked = [one.asked_on for one in here if one.waiting_days is not None and one.asked_on]
    return Waiting(
        life_domain,
        offers=len(here),
        unknown=len(here) - len(days),
        median_days=median(days) if days else None,
        longest_days=max(days, default=None),
        asked_first=min(asked, default=None),
        asked_last=max(asked, default=None),
        priority=sum(one.priority_for_pregnant for one in here),
    )
