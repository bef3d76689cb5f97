"""What exists: life domain by phase by intensity, and the places where nothing does. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duizend.palette.rules.offered import Offered

# In this order in every cell; the last is for offers of which no source says it.
INTENSITIES = ("light", "regular", "intensive", "")


@dataclass(frozen=True)
class Cell:
    """How many offers there are for one life domain in one phase, by intensity.

    An offer with several life domains or phases counts in each of them.
    """

    life_domain: str
    phase: str
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def marks(self) -> list[tuple[str, int]]:
        """Intensity and number, in the order of INTENSITIES, without what is not there."""
        return [(one, self.counts[one]) for one in INTENSITIES if self.counts.get(one)]


@dataclass(frozen=True)
class Row:
    life_domain: str
    cells: tuple[Cell, ...]


def matrix(
    offers: Sequence[Offered], life_domains: Sequence[str], phases: Sequence[str]
) -> list[Row]:
    """A row per life domain with a cell per phase, in the orders that were given."""
    counted: Counter[tuple[str, str, str]] = Counter(
        (life_domain, phase, offer.intensity)
        for offer in offers
        for life_domain in set(offer.life_domains)
        for phase in set(offer.phases)
    )
    return [
        Row(life_domain, tuple(_cell(counted, life_domain, phase) for phase in phases))
        for life_domain in life_domains
    ]


def _cell(counted: Counter[tuple[str, str, str]], life_domain: str, phase: str) -> Cell:
    found = {one: counted[life_domain, phase, one] for one in INTENSITIES}
    return Cell(life_domain, phase, {one: count for one, count in found.items() if count})


@dataclass(frozen=True)
class Gap:
    """A municipality where nothing stands on the menu for a life domain in these phases."""

    municipality: str
    life_domain: str
    phases: tuple[str, ...]


def gaps(
    offers: Sequence[Offered],
    municipalities: Sequence[str],
    life_domains: Sequence[str],
    phases: Sequence[str],
) -> list[Gap]:
    """The empty places, per municipality: what its neighbour has does not fill it."""
    there = {
        (place, life_domain, phase)
        for offer in offers
        for place in offer.municipalities
        for life_domain in offer.life_domains
        for phase in offer.phases
    }
    found = []
    for place in municipalities:
        for life_domain in life_domains:
            empty = tuple(one for one in phases if (place, life_domain, one) not in there)
            if empty:
                found.append(Gap(place, life_domain, empty))
    return found
