"""What goes into matching and what comes out: a situation, and for each card what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duizend.pathways.rules.cards import Card, CardStep, Condition, leaves_of
from duizend.pathways.rules.timing import NotYet
from duizend.signals.rules.conditions import ConceptFact, Evaluation, Facts


class Outcome(StrEnum):
    APPLIES = "applies"
    ALMOST = "almost"
    NOT = "not"


@dataclass(frozen=True)
class Situation:
    """A family as far as the cards look at it, for the one who asks, on one day.

    gestation_days and child_age_days are None when they are not known; phase is one of
    preconception, pregnancy, postpartum, child, or empty when this reader may not know it;
    municipality a CBS code.
    """

    facts: Facts
    phase: str
    municipality: str
    today: date
    gestation_days: int | None = None
    child_age_days: int | None = None
    due_date: date | None = None
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A step that applies, with the day by which it is to be done, as if accepted today.

    passed_on: the day of the agreement when that lies behind us already; due_on is today then.
    evaluation: what made the step apply by a condition of its own, None when it has none.
    """

    step: CardStep
    due_on: date | None
    passed_on: date | None = None
    evaluation: Evaluation | None = None

    def speaks_of(self, one: CardMatch) -> Evaluation:
        """What its sentence is about: its own condition, or that of its card."""
        return self.evaluation if self.evaluation and self.evaluation.matched else one.evaluation


@dataclass(frozen=True, slots=True)
class NearStep:
    """A step that one thing more would make apply, at its card or at itself: see CardMatch."""

    step: CardStep
    evaluation: Evaluation
    missing: tuple[Condition, ...] = ()
    needed: int = 0
    not_yet: NotYet | None = None


@dataclass(frozen=True, slots=True)
class CardMatch:
    """One card, held against one situation.

    matched: the present concepts that made it apply. missing: the conditions that are not
    met, of which `needed` would be enough. not_yet: it will fit later in time.
    steps apply. almost are the steps that do not, by one thing: of a card that applies those that
    lack it themselves; of a card that nearly applies those that only wait for the card.
    """

    card: Card
    outcome: Outcome
    evaluation: Evaluation
    steps: tuple[ProposedStep, ...] = ()
    missing: tuple[Condition, ...] = ()
    needed: int = 0
    not_yet: NotYet | None = None
    almost: tuple[NearStep, ...] = ()

    @property
    def matched(self) -> tuple[ConceptFact, ...]:
        return self.evaluation.matched


NOTHING = Evaluation(False)


def asked_for(missing: Iterable[Condition]) -> list[Condition]:
    """What would still have to be so, as single questions, each once."""
    found: list[Condition] = []
    for condition in missing:
        for leaf in [condition] if "not" in condition else leaves_of(condition):
            if leaf not in found:
                found.append(leaf)
    return found
