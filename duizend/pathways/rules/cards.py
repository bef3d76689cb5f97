"""A route card as values: read once from its data, then only looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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

    @property
    def is_open(self) -> bool:
        return self.first is None and self.last is None

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
    """One step of a card: what, by whom, how soon, with which offers, and why.

    phases, gestation_days, child_age_days and condition: when this step applies, once its card
    does; None is no condition of its own. after: the codes of the steps that go before it.
    """

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
    phases: frozenset[str]
    gestation_days: DayRange
    child_age_days: DayRange
    condition: Condition | None
    after: tuple[str, ...]

    @classmethod
    def from_data(cls, row: Mapping[str, Any], phases: Iterable[str] = ()) -> CardStep:
        """`phases` are those of the card, which count where the step names none."""
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
            phases=frozenset(row.get("phases") or phases),
            gestation_days=DayRange.from_data(row.get("gestation_days")),
            child_age_days=DayRange.from_data(row.get("child_age_days")),
            condition=row.get("condition"),
            after=tuple(row.get("after", ())),
        )


@dataclass(frozen=True)
class Card:
    """A whole card. Without a condition it is for everybody in its phase and municipality.

    `triggers`: the concepts its condition speaks of.
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
    condition: Condition | None
    why: str
    note: str
    certainty: str
    sources: tuple[Mapping[str, Any], ...]
    steps: tuple[CardStep, ...]
    triggers: frozenset[str]

    @classmethod
    def from_data(cls, row: Mapping[str, Any]) -> Card:
        steps = [CardStep.from_data(step, row["phases"]) for step in row["steps"]]
        condition = row["condition"]
        leaves = leaves_of(condition) if condition is not None else ()
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
            condition=condition,
            why=row["why"],
            note=row["note"],
            certainty=row["certainty"],
            sources=tuple(row["sources"]),
            steps=tuple(sorted(steps, key=lambda step: step.order)),
            triggers=frozenset(leaf["concept"] for leaf in leaves if "concept" in leaf),
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
