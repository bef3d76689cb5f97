"""Holding route cards against a situation: which apply, which nearly, and why. Pure.

A card that applies proposes its steps; it decides nothing. Cards are read once
(`Card.from_data`) and can be held against thousands of situations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duizend.core.working_days import deadline
from duizend.pathways.rules.cards import (
    AFTER_BIRTH,
    IN_PREGNANCY,
    Card,
    CardStep,
    Condition,
    leaves_of,
)
from duizend.signals.rules.conditions import ConceptFact, Evaluation, Facts, evaluate


class Outcome(StrEnum):
    APPLIES = "applies"
    ALMOST = "almost"
    NOT = "not"


class NotYet(StrEnum):
    """Why a card whose condition holds is still not proposed."""

    LATER_IN_PREGNANCY = "later_in_pregnancy"
    AFTER_BIRTH = "after_birth"
    WHEN_OLDER = "when_older"


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


@dataclass(frozen=True)
class ProposedStep:
    """A step with the day by which it is to be done, counted as if it were accepted today."""

    step: CardStep
    due_on: date | None


@dataclass(frozen=True)
class CardMatch:
    """One card, held against one situation.

    matched: the present concepts that made it apply. missing: the conditions that are not
    met, of which `needed` would be enough. not_yet: it will fit later in time.
    """

    card: Card
    outcome: Outcome
    evaluation: Evaluation
    steps: tuple[ProposedStep, ...] = ()
    missing: tuple[Condition, ...] = ()
    needed: int = 0
    not_yet: NotYet | None = None

    @property
    def matched(self) -> tuple[ConceptFact, ...]:
        return self.evaluation.matched


# A card that is this many conditions away is worth mentioning.
NEAR = 1
_NOTHING = Evaluation(False)


def match(cards: Iterable[Card], situation: Situation) -> list[CardMatch]:
    """Hold every card against the situation, in the order of the cards."""
    present = frozenset(fact.code for fact in situation.facts.present)
    return [_match(card, situation, present) for card in cards]


def current(
    cards: Sequence[Card], today: date, running: Iterable[tuple[str, int]] = ()
) -> list[Card]:
    """One version of each card: the one a family already works with, else the newest in force.

    `running` holds (code, version) of what was decided for this family before.
    """
    kept = dict(sorted(running))
    chosen: dict[str, Card] = {}
    for card in sorted(cards, key=lambda card: card.version):
        wanted = kept.get(card.code)
        if wanted == card.version or (wanted is None and card.set_on <= today):
            chosen[card.code] = card
    return sorted(chosen.values(), key=lambda card: card.name)


def _match(card: Card, situation: Situation, present: frozenset[str]) -> CardMatch:
    if card.municipalities and situation.municipality not in card.municipalities:
        return CardMatch(card, Outcome.NOT, _NOTHING)
    if not card.can_wait_for_none and card.triggers.isdisjoint(present):
        return CardMatch(card, Outcome.NOT, _NOTHING)
    not_yet = None
    if not fits_in_time(card, situation):
        not_yet = fits_later(card, situation)
        if not_yet is None:
            return CardMatch(card, Outcome.NOT, _NOTHING)
    evaluation = evaluate(card.condition, situation.facts)
    if not evaluation.holds:
        near = not_yet is None and _is_near(evaluation)
        return CardMatch(
            card,
            Outcome.ALMOST if near else Outcome.NOT,
            evaluation,
            missing=evaluation.missing,
            needed=evaluation.needed,
        )
    if not_yet is not None:
        return CardMatch(card, Outcome.ALMOST, evaluation, not_yet=not_yet)
    return CardMatch(card, Outcome.APPLIES, evaluation, propose(card.steps, situation))


def _is_near(evaluation: Evaluation) -> bool:
    """Something was said that counts, and one more thing would be enough."""
    return evaluation.needed <= NEAR and bool(evaluation.matched)


def fits_in_time(card: Card, situation: Situation) -> bool:
    """Whether the phase is one of the card's, and the days lie within its bounds.

    What is not known keeps no card away: not the phase, not the days.
    """
    if not situation.phase:
        return True
    if situation.phase not in card.phases:
        return False
    if situation.phase in IN_PREGNANCY and situation.gestation_days is not None:
        return card.gestation_days.holds(situation.gestation_days)
    if situation.phase in AFTER_BIRTH and situation.child_age_days is not None:
        return card.child_age_days.holds(situation.child_age_days)
    return True


def fits_later(card: Card, situation: Situation) -> NotYet | None:
    """Whether the card will fit when time goes on, and after what."""
    if situation.phase in IN_PREGNANCY and situation.gestation_days is not None:
        if IN_PREGNANCY <= card.phases and card.gestation_days.is_before(situation.gestation_days):
            return NotYet.LATER_IN_PREGNANCY
        if AFTER_BIRTH & card.phases:
            return NotYet.AFTER_BIRTH
    if (
        situation.phase in AFTER_BIRTH
        and situation.child_age_days is not None
        and AFTER_BIRTH & card.phases
        and card.child_age_days.is_before(situation.child_age_days)
    ):
        return NotYet.WHEN_OLDER
    return None


def propose(steps: Iterable[CardStep], situation: Situation) -> tuple[ProposedStep, ...]:
    """The steps with their last day, counted from today."""
    return tuple(
        ProposedStep(
            step,
            deadline(
                situation.today,
                step.within,
                due_date=situation.due_date,
                born_on=situation.born_on,
            )
            if step.within
            else None,
        )
        for step in steps
    )


def asked_for(missing: Iterable[Condition]) -> list[Condition]:
    """What would still have to be so, as single questions, each once."""
    found: list[Condition] = []
    for condition in missing:
        for leaf in [condition] if "not" in condition else leaves_of(condition):
            if leaf not in found:
                found.append(leaf)
    return found
