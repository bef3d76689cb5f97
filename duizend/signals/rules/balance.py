"""The balance per life domain: what protects, what weighs, what was not talked about yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from duizend.core.charts.balance import BalanceRow, Factor
from duizend.signals.rules.codes import Kind


@dataclass(frozen=True)
class Domain:
    """A life domain as a row of the balance."""

    code: str
    name: str
    restricted: bool = False


@dataclass(frozen=True)
class Pill:
    """A present signal as far as the balance shows it."""

    concept: str
    label: str
    kind: str
    life_domain: str
    restricted: bool = False


def balance(
    domains: Sequence[Domain], pills: Iterable[Pill], discussed: Collection[str]
) -> list[BalanceRow]:
    """One row per life domain, in their order; each concept once; never a total.

    A shielded life domain has a row only when there is something to show in it.
    """
    once = list({pill.concept: pill for pill in pills}.values())
    rows = []
    for domain in domains:
        here = [pill for pill in once if pill.life_domain == domain.code]
        if domain.restricted and not here:
            continue
        rows.append(
            BalanceRow(
                label=domain.name,
                protective=_side(here, Kind.PROTECTIVE),
                risk=_side(here, Kind.RISK),
                discussed=bool(here) or domain.code in discussed,
            )
        )
    return rows


def _side(pills: Iterable[Pill], kind: Kind) -> list[Factor]:
    return [Factor(pill.label, shielded=pill.restricted) for pill in pills if pill.kind == kind]


@dataclass(frozen=True)
class Difference:
    """What was mentioned at one moment and not at the other, by concept code."""

    new: frozenset[str]
    gone: frozenset[str]


def difference(before: Collection[str], after: Collection[str]) -> Difference:
    return Difference(frozenset(after) - frozenset(before), frozenset(before) - frozenset(after))
