"""Where the same help seems to be there more than once, and why it seems so. Pure.

The question comes from source 002 (Pharos, Inspiratiedossier lokale coalities Kansrijke
Start): a municipality found out that it bought information on breastfeeding from three
parties. Three rules look for it; people decide whether it is too much, because help that
looks the same may be meant for other people or be full. No rule looks at a family.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from duizend.palette.rules.offered import Offered


class Alike(StrEnum):
    """Why offers in one municipality count as the same; the plainest reason first."""

    INTERVENTION = "intervention"
    WORDS = "words"
    KIND = "kind"


# From how many different organisations on. The same way of helping, or the same goal and
# group in words, is worth a look when a second one does it. The looser likeness of KIND
# only from three on, as in the source.
ENOUGH: Mapping[Alike, int] = {Alike.INTERVENTION: 2, Alike.WORDS: 2, Alike.KIND: 3}


@dataclass(frozen=True)
class Shared:
    """What offers have in common, in one municipality; empty where it is not looked at."""

    alike: Alike
    municipality: str
    phase: str = ""
    life_domain: str = ""
    form: str = ""
    intensity: str = ""
    fathers: bool = False
    words: str = ""


@dataclass(frozen=True)
class Overlap:
    """Offers that seem the same, with all that they share."""

    alike: Alike
    offers: tuple[Offered, ...]
    shared: tuple[Shared, ...]

    @property
    def municipalities(self) -> list[str]:
        return _each(one.municipality for one in self.shared)

    @property
    def phases(self) -> list[str]:
        return _each(one.phase for one in self.shared)

    @property
    def life_domains(self) -> list[str]:
        return _each(one.life_domain for one in self.shared)

    @property
    def forms(self) -> list[str]:
        return _each(one.form for one in self.shared)

    @property
    def words(self) -> list[str]:
        return _each(one.words for one in self.shared)

    @property
    def intensity(self) -> str:
        return self.shared[0].intensity

    @property
    def fathers(self) -> bool:
        return self.shared[0].fathers

    @property
    def organizations(self) -> int:
        return len({one.organization for one in self.offers})


def overlaps(offers: Sequence[Offered]) -> list[Overlap]:
    """All that seems to be there more than once: the plainest likeness first, then the largest.

    Offers that are alike for one reason in several phases, forms or municipalities are said
    once. Whoever stands within a larger group of the same reason is not said again.
    """
    together: dict[Shared, dict[str, Offered]] = defaultdict(dict)
    for offer in offers:
        for shared in _likenesses(offer):
            together[shared][offer.code] = offer
    groups: dict[tuple[Alike, frozenset[str]], list[Shared]] = defaultdict(list)
    for shared, found in together.items():
        if len({one.organization for one in found.values()}) >= ENOUGH[shared.alike]:
            groups[shared.alike, frozenset(found)].append(shared)
    around: dict[tuple[Alike, str], list[frozenset[str]]] = defaultdict(list)
    for alike, codes in groups:
        for code in codes:
            around[alike, code].append(codes)
    by_code = {offer.code: offer for offer in offers}
    found_overlaps = [
        Overlap(
            alike,
            tuple(sorted((by_code[code] for code in codes), key=lambda one: (one.name, one.code))),
            tuple(shared),
        )
        for (alike, codes), shared in groups.items()
        # A group around it holds each of its offers, so one of them finds it.
        if not any(codes < larger for larger in around[alike, next(iter(codes))])
    ]
    order = list(Alike)
    return sorted(
        found_overlaps,
        key=lambda one: (order.index(one.alike), -len(one.offers), one.offers[0].name),
    )


def _likenesses(offer: Offered) -> Iterator[Shared]:
    """Everything by which this offer can be the same as another one."""
    said = f"{_plain(offer.goal)} / {_plain(offer.for_whom)}"
    for place in offer.municipalities:
        for phase in offer.phases:
            for name in offer.interventions:
                yield Shared(Alike.INTERVENTION, place, phase, words=name)
            if offer.goal and offer.for_whom:
                yield Shared(Alike.WORDS, place, phase, words=said)
            if offer.intensity:
                yield from _kinds(offer, place, phase)


def _kinds(offer: Offered, place: str, phase: str) -> Iterator[Shared]:
    for life_domain in offer.life_domains:
        for form in offer.forms:
            yield Shared(
                Alike.KIND,
                place,
                phase,
                life_domain,
                form,
                offer.intensity,
                offer.for_fathers,
            )


def _plain(text: str) -> str:
    """The words, whatever their capitals, spaces and full stop."""
    return " ".join(text.lower().split()).rstrip(".")


def _each(values: Iterable[str]) -> list[str]:
    """Each value once, in the order in which it came; without the empty one."""
    return [one for one in dict.fromkeys(values) if one]
