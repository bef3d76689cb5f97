"""An offer as the palette looks at it. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Offered:
    """One offer on the menu; `intensity` is empty when no source says how much help it is.

    `organization` and `interventions` are names, `municipalities` CBS codes, the rest codes
    of `directory.rules`. `waiting_days` is None when nobody asked, `asked_on` the day that
    somebody did.
    """

    code: str
    name: str
    organization: str
    municipalities: frozenset[str]
    life_domains: tuple[str, ...]
    phases: tuple[str, ...]
    forms: tuple[str, ...] = ()
    intensity: str = ""
    for_whom: str = ""
    goal: str = ""
    for_fathers: bool = False
    informal: bool = False
    interventions: frozenset[str] = field(default_factory=frozenset)
    financing: tuple[str, ...] = ()
    waiting_days: int | None = None
    asked_on: date | None = None
    priority_for_pregnant: bool = False
