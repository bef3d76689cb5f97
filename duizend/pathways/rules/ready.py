"""One card made ready: its condition in bits, its steps in turn, and what it said before.

What depends on the day, the dates and the answers alone is the same for every family, and is
remembered; what a family's own facts say is worked out for each.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from duizend.core.working_days import Unit
from duizend.pathways.rules.answers import (
    NOTHING,
    CardMatch,
    NearStep,
    Outcome,
    ProposedStep,
    Situation,
)
from duizend.pathways.rules.cards import Card, CardStep
from duizend.pathways.rules.compiled import REMEMBERED, Compiled, FactBits, Said, in_facts
from duizend.pathways.rules.due import days_of, in_turn
from duizend.pathways.rules.timing import NotYet, fits_in_time, fits_later
from duizend.signals.rules.conditions import Evaluation

# A card or step that is this many conditions away is worth mentioning.
NEAR = 1
FROM_THE_START = frozenset({Unit.DAYS, Unit.WORKING_DAYS})
_EVERYBODY = Said(True, bare=Evaluation(True))

# Which steps apply, one bit each; today; the due date and birth, where a deadline needs them.
Dated = tuple[int, date, date | None, date | None]


class ReadyStep(NamedTuple):
    """`timed`: it has a phase or bounds of its own, beside those of its card."""

    step: CardStep
    condition: Compiled | None
    timed: bool


class ReadyCard:
    """A card with its condition and those of its steps compiled by `compile`."""

    def __init__(self, card: Card, compile: Callable[..., Compiled | None]) -> None:
        self.card = card
        self.condition: Compiled | None = compile(card.condition)
        self.steps = [
            ReadyStep(step, compile(step.condition), _is_timed(step, card)) for step in card.steps
        ]
        self._all = (1 << len(self.steps)) - 1
        self._alike = not any(one.condition or one.timed for one in self.steps)
        self._turn = in_turn(card.steps)
        self._needs_dates = any(
            step.within is not None and step.within.unit not in FROM_THE_START
            for step in card.steps
        )
        self._dated: dict[Dated, tuple[ProposedStep, ...]] = {}
        self._waiting: dict[tuple[int, NotYet | None], tuple[NearStep, ...]] = {}

    def match(self, situation: Situation, bits: FactBits) -> CardMatch | None:
        """What the card says of this situation; None when it neither applies nor nearly does."""
        card = self.card
        not_yet = None
        if not fits_in_time(card, situation):
            not_yet = fits_later(card, situation)
            if not_yet is None:
                return None
        said = self.condition.ask(bits.all) if self.condition else _EVERYBODY
        # Near: something was said that counts, and one more thing would be enough.
        if not said.holds and (not_yet is not None or said.needed > NEAR or not said.matched):
            return None
        evaluation = in_facts(said, situation.facts.present, bits)
        if said.holds and not_yet is None:
            applying, almost = self._steps(situation, bits)
            return CardMatch(card, Outcome.APPLIES, evaluation, applying, almost=almost)
        waiting = self._wait(situation, bits, said, not_yet)
        return CardMatch(
            card, Outcome.ALMOST, evaluation, (), said.missing, said.needed, not_yet, waiting
        )

    def _steps(
        self, situation: Situation, bits: FactBits
    ) -> tuple[tuple[ProposedStep, ...], tuple[NearStep, ...]]:
        """The steps of a card that applies: those that apply too, and those that nearly do."""
        if self._alike:
            return self._proposed(self._all, situation), ()
        which = 0
        own: dict[str, Evaluation] = {}
        almost = []
        for place, (step, asked, timed) in enumerate(self.steps):
            fits = not timed or fits_in_time(step, situation)
            said = asked.ask(bits.all) if asked else _EVERYBODY
            if said.holds and fits:
                which |= 1 << place
            not_yet = None if fits else fits_later(step, situation)
            if said.holds if not_yet else fits and not said.holds and said.needed <= NEAR:
                evaluation = _own(asked, said, situation, bits)
                almost.append(NearStep(step, evaluation, said.missing, said.needed, not_yet))
            elif said.holds and fits and asked:
                own[step.code] = in_facts(said, situation.facts.present, bits)
        proposed = self._proposed(which, situation)
        if own:
            proposed = tuple(
                [
                    ProposedStep(one.step, one.due_on, one.passed_on, found)
                    if (found := own.get(one.step.code))
                    else one
                    for one in proposed
                ]
            )
        return proposed, tuple(almost)

    def _proposed(self, which: int, situation: Situation) -> tuple[ProposedStep, ...]:
        """These steps with their days."""
        needs = self._needs_dates
        key = (
            which,
            situation.today,
            situation.due_date if needs else None,
            situation.born_on if needs else None,
        )
        found = self._dated.get(key)
        if found is None:
            codes = {one.step.code for place, one in enumerate(self.steps) if which >> place & 1}
            due = days_of([(step, step.code in codes) for step in self._turn], situation)
            found = tuple(
                ProposedStep(step, *due[step.code]) for step, *_ in self.steps if step.code in codes
            )
            if len(self._dated) >= REMEMBERED:
                self._dated.clear()
            self._dated[key] = found
        return found

    def _wait(
        self, situation: Situation, bits: FactBits, said: Said, not_yet: NotYet | None
    ) -> tuple[NearStep, ...]:
        """The steps of a card that nearly applies, which would apply with it."""
        if not self._alike:
            return tuple(self._waits(situation, bits, said, not_yet))
        key = (bits.all & self.condition.bits if self.condition else 0, not_yet)
        found = self._waiting.get(key)
        if found is None:
            if len(self._waiting) >= REMEMBERED:
                self._waiting.clear()
            found = self._waiting[key] = tuple(self._waits(situation, bits, said, not_yet))
        return found

    def _waits(
        self, situation: Situation, bits: FactBits, said: Said, not_yet: NotYet | None
    ) -> list[NearStep]:
        found = []
        for step, asked, timed in self.steps:
            own = asked.ask(bits.all) if asked else _EVERYBODY
            if own.holds and (not_yet or not timed or fits_in_time(step, situation)):
                evaluation = _own(asked, own, situation, bits)
                found.append(NearStep(step, evaluation, said.missing, said.needed, not_yet))
        return found


def _own(asked: Compiled | None, said: Said, situation: Situation, bits: FactBits) -> Evaluation:
    return in_facts(said, situation.facts.present, bits) if asked else NOTHING


def _is_timed(step: CardStep, card: Card) -> bool:
    return not (
        step.phases == card.phases and step.gestation_days.is_open and step.child_age_days.is_open
    )
