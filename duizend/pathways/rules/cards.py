"""A route card as values: read once from its data, then only looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from duizend.core.working_days import Within

Condition = Mapping[str, Any]
IN_PREGNANCY = frozenset({"pregnancy"})
AFTER_BIRTH = frozenset({"postpartum", "child"})


class StepKind(StrEnum):
    """What sort of step: who signals talks; another is asked; somebody visits; something to do."""

    TALK = "talk"
    REFERRAL = "referral"
    VISIT = "visit"
    TASK = "task"


@dataclass(frozen=True)
class DayRange:
    """Inclusive bounds in days; None is no bound."""

    first: int | None = None
    last: int | None = None

    @classmethod
    def from_data(cls, row: Mapping[str, Any] | None) -> DayRange:
        return cls() if row is None else cls(row.get("from"), row.get("until"))

    def holds(self, day: int) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def is_before(self, day: int) -> bool:
        """Whether the range is still to come."""
        return self.first is not None and day < self.first


@dataclass(frozen=True)
class Feedback:
    """Who tells whom how it went, and how soon."""

    who: str
    to: str
    within: Within | None


@dataclass(frozen=True)
class CardStep:
    """One step of a card: what, by whom, how soon, with which offers, and why."""

    order: int
    code: str
    action: str
    kind: StepKind
    role: str
    organization_kinds: tuple[str, ...]
    offers: tuple[str, ...]
    interventions: tuple[str, ...]
    within: Within | None
    feedback: Feedback | None
    consent_categories: tuple[str, ...]
    why: str
    origin: str
    sources: tuple[Mapping[str, Any], ...]

    @classmethod
    def from_data(cls, row: Mapping[str, Any]) -> CardStep:
        feedback = row.get("feedback")
        return cls(
            order=row["order"],
            code=row["code"],
            action=row["action"],
            kind=StepKind(row["kind"]),
            role=row["performer"]["role"],
            organization_kinds=tuple(row["performer"]["organization_kinds"]),
            offers=tuple(row["offers"]),
            interventions=tuple(row["interventions"]),
            within=Within.from_data(row["within"]) if row["within"] else None,
            feedback=Feedback(
                feedback["who"],
                feedback["to"],
                Within.from_data(feedback["within"]) if feedback["within"] else None,
            )
            if feedback
            else None,
            consent_categories=tuple(row["consent_categories"]),
            why=row["why"],
            origin=row["origin"],
            sources=tuple(row["sources"]),
        )


@dataclass(frozen=True)
class Card:
    """A whole card. `triggers`: the concepts its condition speaks of, for a quick no.

    `can_wait_for_none`: the condition may hold without any concept being present (it says
    `not`, or only asks the category), so that a quick no is impossible.
    """

    code: str
    version: int
    name: str
    set_on: date
    set_by: str
    municipalities: frozenset[str]
    phases: frozenset[str]
    gestation_days: DayRange
    child_age_days: DayRange
    condition: Condition
    why: str
    note: str
    certainty: str
    sources: tuple[Mapping[str, Any], ...]
    steps: tuple[CardStep, ...]
    triggers: frozenset[str]
    can_wait_for_none: bool

    @classmethod
    def from_data(cls, row: Mapping[str, Any]) -> Card:
        leaves = list(leaves_of(row["condition"]))
        steps = sorted((CardStep.from_data(step) for step in row["steps"]), key=lambda s: s.order)
        return cls(
            code=row["code"],
            version=row["version"],
            name=row["name"],
            set_on=date.fromisoformat(row["set_on"]),
            set_by=row["set_by"],
            municipalities=frozenset(row["municipalities"]),
            phases=frozenset(row["phases"]),
            gestation_days=DayRange.from_data(row["gestation_days"]),
            child_age_days=DayRange.from_data(row["child_age_days"]),
            condition=row["condition"],
            why=row["why"],
            note=row["note"],
            certainty=row["certainty"],
            sources=tuple(row["sources"]),
            steps=tuple(steps),
            triggers=frozenset(leaf["concept"] for leaf in leaves if "concept" in leaf),
            can_wait_for_none=any("concept" not in leaf for leaf in leaves)
            or says_not(row["condition"]),
        )

    @property
    def key(self) -> tuple[str, int]:
        return (self.code, self.version)

    def step(self, code: str) -> CardStep | None:
        return next((step for step in self.steps if step.code == code), None)


def branches_of(condition: Condition) -> list[Condition]:
    """The conditions directly inside this one; none for a leaf."""
    if "not" in condition:
        return [condition["not"]]
    for word in ("and", "or", "of"):
        if word in condition:
            return list(condition[word])
    return []


def leaves_of(condition: Condition) -> Iterator[Condition]:
    """The parts that ask something themselves: a concept, a life domain, a category."""
    inside = branches_of(condition)
    if not inside:
        yield condition
    for branch in inside:
        yield from leaves_of(branch)


def says_not(condition: Condition) -> bool:
    """Whether something must be absent."""
    return "not" in condition or any(says_not(branch) for branch in branches_of(condition))
