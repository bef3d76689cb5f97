"""Holding route cards against a situation: which apply, which nearly, and why. Pure.

A card that applies proposes its steps; it decides nothing. Cards are made ready once
(`Matcher`) and then held against thousands of situations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from duizend.pathways.rules.answers import (
    NOTHING,
    CardMatch,
    NearStep,
    Outcome,
    ProposedStep,
    Situation,
    asked_for,
)
from duizend.pathways.rules.cards import AFTER_BIRTH, IN_PREGNANCY, Card, Condition
from duizend.pathways.rules.compiled import Compiled, Questions
from duizend.pathways.rules.ready import ReadyCard

__all__ = [
    "CardMatch",
    "Matcher",
    "NearStep",
    "Outcome",
    "ProposedStep",
    "Situation",
    "asked_for",
    "current",
    "match",
]


class Matcher:
    """Cards made ready. Only cards that can apply or nearly apply to a family are looked at:
    each fact, phase and municipality knows its cards, as the bits of one number.
    """

    def __init__(self, cards: Iterable[Card]) -> None:
        self.cards = tuple(cards)
        self._questions = Questions()
        self._ready = [ReadyCard(card, self._compile) for card in self.cards]
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
            one = self._ready[last.bit_length() - 1].match(situation, bits)
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

    def _compile(self, condition: Condition | None) -> Compiled | None:
        return None if condition is None else self._questions.compile(condition)

    def _index(self, own: int, ready: ReadyCard) -> None:
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
    return [found.get(id(card)) or CardMatch(card, Outcome.NOT, NOTHING) for card in matcher.cards]


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
