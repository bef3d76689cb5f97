"""Holding route cards against a situation: which apply, which nearly, and why. Pure.

A card that applies proposes its steps; it decides nothing. Cards are made ready once
(`Matcher`) and then held against thousands of situations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duizend.pathways.rules.cards import (
    AFTER_BIRTH,
    IN_PREGNANCY,
    Card,
    CardStep,
    Condition,
    leaves_of,
)
from duizend.pathways.rules.compiled import Compiled, FactBits, Questions, Said, in_facts
from duizend.pathways.rules.due import Due, days_of, in_turn
from duizend.pathways.rules.timing import NotYet, fits_in_time, fits_later
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


# A card or step that is this many conditions away is worth mentioning.
NEAR = 1
_NOTHING = Evaluation(False)
_EVERYBODY = Said(True)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A card made ready: its condition, and its steps with theirs, each after those before it."""

    card: Card
    condition: Compiled | None
    steps: tuple[tuple[CardStep, Compiled | None], ...]
    all_alike: bool


class Matcher:
    """Cards made ready. Only cards that can apply or nearly apply to a family are looked at:
    each fact, phase and municipality knows its cards, as the bits of one number.
    """

    def __init__(self, cards: Iterable[Card]) -> None:
        self.cards = tuple(cards)
        self._questions = Questions()
        self._ready = [self._made_ready(card) for card in self.cards]
        # Which cards ask a question; and which hold when no question is answered with yes.
        self._asking: dict[int, int] = {}
        self._without = 0
        self._everywhere = 0
        self._in: dict[str, int] = {}
        self._phases: dict[str, int] = {}
        for place, ready in enumerate(self._ready):
            self._index(1 << place, ready)
        for municipality in self._in:
            self._in[municipality] |= self._everywhere
        self._asked = sum(self._asking)

    def match(self, situation: Situation) -> list[CardMatch]:
        """The cards that apply or nearly do, in their order."""
        facts = situation.facts
        bits = self._questions.answer(facts)
        cards = (
            self._cards_that_ask(bits.all)
            & self._in.get(situation.municipality, self._everywhere)
            & self._phases.get(situation.phase, 0)
        )
        found = []
        while cards:
            last = cards & -cards
            cards ^= last
            one = _match(self._ready[last.bit_length() - 1], situation, bits)
            if one is not None:
                found.append(one)
        return found

    def _cards_that_ask(self, bits: int) -> int:
        """Every card that asks one of these questions, or holds without any."""
        cards = self._without
        bits &= self._asked
        while bits:
            last = bits & -bits
            bits ^= last
            cards |= self._asking[last]
        return cards

    def _made_ready(self, card: Card) -> _Ready:
        steps = tuple((step, self._compile(step.condition)) for step in in_turn(card.steps))
        alike = all(
            asked is None
            and step.phases == card.phases
            and step.gestation_days.is_open
            and step.child_age_days.is_open
            for step, asked in steps
        )
        return _Ready(card, self._compile(card.condition), steps, alike)

    def _compile(self, condition: Condition | None) -> Compiled | None:
        return None if condition is None else self._questions.compile(condition)

    def _index(self, own: int, ready: _Ready) -> None:
        card = ready.card
        if ready.condition is None or ready.condition.ask(0).holds:
            self._without |= own
        rest = ready.condition.bits if ready.condition else 0
        while rest:
            last = rest & -rest
            rest ^= last
            self._asking[last] = self._asking.get(last, 0) | own
        for municipality in card.municipalities:
            self._in[municipality] = self._in.get(municipality, 0) | own
        if not card.municipalities:
            self._everywhere |= own
        # Who may not know the phase gets no card that is for everybody in it.
        phases = card.phases | (set() if card.condition is None else {""})
        if card.phases & AFTER_BIRTH:
            # It may fit later.
            phases |= IN_PREGNANCY | AFTER_BIRTH
        for phase in phases:
            self._phases[phase] = self._phases.get(phase, 0) | own


def match(cards: Iterable[Card], situation: Situation) -> list[CardMatch]:
    """Hold every card against the situation, in the order of the cards, also those that do not
    apply. For many situations: a Matcher.
    """
    matcher = Matcher(cards)
    found = {id(one.card): one for one in matcher.match(situation)}
    return [found.get(id(card)) or CardMatch(card, Outcome.NOT, _NOTHING) for card in matcher.cards]


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


def _match(ready: _Ready, situation: Situation, bits: FactBits) -> CardMatch | None:
    card = ready.card
    not_yet = None
    if not fits_in_time(card, situation):
        not_yet = fits_later(card, situation)
        if not_yet is None:
            return None
    said = ready.condition.ask(bits.all) if ready.condition else _EVERYBODY
    present = situation.facts.present
    if not said.holds and (not_yet is not None or not _is_near(said)):
        return None
    evaluation = in_facts(said, present, bits)
    if said.holds and not_yet is None:
        applying, almost = _steps(ready, situation, bits)
        return CardMatch(card, Outcome.APPLIES, evaluation, applying, almost=almost)
    return CardMatch(
        card,
        Outcome.ALMOST,
        evaluation,
        missing=said.missing,
        needed=said.needed,
        not_yet=not_yet,
        almost=_waiting(ready, situation, bits, said, not_yet),
    )


def _is_near(said: Said) -> bool:
    """Something was said that counts, and one more thing would be enough."""
    return said.needed <= NEAR and bool(said.matched)


def _steps(
    ready: _Ready, situation: Situation, bits: FactBits
) -> tuple[tuple[ProposedStep, ...], tuple[NearStep, ...]]:
    """The steps of a card that applies: those that apply too, and those that nearly do."""
    if ready.all_alike:
        due = days_of([(step, True) for step, _asked in ready.steps], situation)
        return _in_order([_proposed(step, due[step.code], None) for step, _ in ready.steps]), ()
    own: dict[str, Evaluation | None] = {}
    almost = []
    for step, asked in ready.steps:
        said = asked.ask(bits.all) if asked else _EVERYBODY
        evaluation = in_facts(said, situation.facts.present, bits) if asked else None
        fits = fits_in_time(step, situation)
        not_yet = None if fits else fits_later(step, situation)
        if said.holds and fits:
            own[step.code] = evaluation
        elif said.holds and not_yet is not None:
            almost.append(NearStep(step, evaluation or _NOTHING, not_yet=not_yet))
        # The card itself says that something was talked about; one thing more is near.
        elif fits and evaluation is not None and said.needed <= NEAR:
            almost.append(NearStep(step, evaluation, said.missing, said.needed))
    due = days_of([(step, step.code in own) for step, _asked in ready.steps], situation)
    applying = [
        _proposed(step, due[step.code], own[step.code])
        for step, _asked in ready.steps
        if step.code in own
    ]
    return _in_order(applying), tuple(sorted(almost, key=_order))


def _waiting(
    ready: _Ready, situation: Situation, bits: FactBits, said: Said, not_yet: NotYet | None
) -> tuple[NearStep, ...]:
    """The steps of a card that nearly applies, which would apply with it."""
    found = []
    for step, asked in ready.steps:
        own = asked.ask(bits.all) if asked else _EVERYBODY
        if own.holds and (not_yet is not None or fits_in_time(step, situation)):
            evaluation = in_facts(own, situation.facts.present, bits) if asked else _NOTHING
            found.append(NearStep(step, evaluation, said.missing, said.needed, not_yet))
    return tuple(sorted(found, key=_order))


def _order(one: ProposedStep | NearStep) -> int:
    return one.step.order


def _proposed(step: CardStep, due: Due, evaluation: Evaluation | None) -> ProposedStep:
    return ProposedStep(step, due.due_on, due.passed_on, evaluation)


def _in_order(steps: list[ProposedStep]) -> tuple[ProposedStep, ...]:
    return tuple(sorted(steps, key=_order))


def asked_for(missing: Iterable[Condition]) -> list[Condition]:
    """What would still have to be so, as single questions, each once."""
    found: list[Condition] = []
    for condition in missing:
        for leaf in [condition] if "not" in condition else leaves_of(condition):
            if leaf not in found:
                found.append(leaf)
    return found
