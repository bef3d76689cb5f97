"""What is known of the menu, what was asked of a file, and the plan that comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from duizend.exchange.rules.rows import Problem, Remark, Row


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class KnownOrganization:
    code: str
    name: str


@dataclass(frozen=True)
class NewOrganization:
    """An organisation that the file brings along."""

    code: str
    name: str
    kind: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class KnownOffer:
    """An offer as it is now; `values` has every field of FIELDS. Retired: off the menu."""

    code: str
    organization: str
    values: Mapping[str, Any]
    retired: bool = False


@dataclass(frozen=True)
class Known:
    """All that lines are held against."""

    offers: Mapping[str, KnownOffer]
    organizations: Sequence[KnownOrganization]

    def by_external_id(self) -> dict[str, KnownOffer]:
        given = ((o.values["external_id"], o) for o in self.offers.values())
        return {external_id: offer for external_id, offer in given if external_id}


@dataclass(frozen=True)
class Change:
    """One field that would change. `organization` and `on_the_menu` stand beside FIELDS."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Outlook:
    """What happens with one line. `values` are complete: what the offer will be."""

    row: Row
    outcome: Outcome
    code: str = ""
    organization: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Wishes:
    """What was asked about the file as a whole.

    `kind_of_new`: which kind unknown organisations are when the file does not say; empty:
    lines of theirs are refused. `retire_missing`: offers of organisations in this file that
    it does not name leave the menu.
    """

    kind_of_new: str = ""
    retire_missing: bool = False


@dataclass(frozen=True)
class Plan:
    """All that would happen, in the order of the file."""

    lines: tuple[Outlook, ...]
    organizations: tuple[NewOrganization, ...] = ()
    # Codes of offers that leave the menu because the file does not name them.
    retired: tuple[str, ...] = ()
    # Asked for, but not done: with refused lines nobody knows what is missing.
    retiring_waits: bool = False

    def of(self, outcome: Outcome) -> list[Outlook]:
        return [line for line in self.lines if line.outcome is outcome]

    @property
    def counts(self) -> dict[str, int]:
        """Lines per outcome; every outcome is there."""
        counted = Counter(line.outcome for line in self.lines)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def changes_something(self) -> bool:
        counted = self.counts
        return bool(counted[Outcome.ADDED] or counted[Outcome.CHANGED] or self.retired)

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do exactly the same."""
        told = [
            (line.outcome.value, line.code, line.organization, sorted(line.values.items()))
            for line in self.lines
            if line.outcome in (Outcome.ADDED, Outcome.CHANGED)
        ]
        old = [[(c.field, c.old) for c in line.changes] for line in self.lines]
        return sha256(repr((told, old, self.organizations, self.retired)).encode()).hexdigest()
