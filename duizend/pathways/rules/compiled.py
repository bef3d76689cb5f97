"""Conditions made ready to be held against many families: every question they ask is one bit.

What a family's facts answer becomes one whole number; a condition then looks at bits only. It
gives the same as `signals.rules.conditions.evaluate` (a test holds the two beside each other).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from duizend.pathways.rules.cards import Condition
from duizend.signals.rules.conditions import ConceptFact, Evaluation, Facts

# So many answers of one condition are kept; beyond that it forgets them and starts again.
REMEMBERED = 4096
_ADVERSITY = ("adversity",)


class Said(NamedTuple):
    """An Evaluation in bits. `counted` is None where it is the number of matched facts.

    bare: the Evaluation itself, where nothing matched and it is the same for every family.
    """

    holds: bool
    matched: int = 0
    missing: tuple[Condition, ...] = ()
    needed: int = 0
    counted: int | None = None
    bare: Evaluation | None = None


Ask = Callable[[int], Said]
_TRUE = Said(True)


class FactBits(NamedTuple):
    """The facts of one family: all bits together, and those of each present fact by itself."""

    all: int
    each: tuple[int, ...]


class Questions:
    """Gives each question that conditions ask its own bit, and answers them for a family."""

    def __init__(self) -> None:
        self._bits: dict[Hashable, int] = {}
        self._adversities: list[tuple[int, int, int]] = []

    def compile(self, condition: Condition) -> Compiled:
        """Raises ValueError when it is not a condition."""
        seen: list[int] = []
        ask = self._compile(condition, seen)
        bits = 0
        for bit in seen:
            bits |= bit
        return Compiled(ask, bits)

    def answer(self, facts: Facts) -> FactBits:
        """What these facts answer to all questions that were asked until now."""
        known = self._bits
        adversity = known.get(_ADVERSITY, 0)
        each = tuple(
            [
                known.get(fact.code, 0)
                | known.get((fact.life_domain, fact.kind), 0)
                | (adversity if fact.adversity else 0)
                for fact in facts.present
            ]
        )
        bits = known.get(("category", facts.category), 0) if facts.category else 0
        for one in each:
            bits |= one
        if adversity & bits:
            bits |= self._enough_adversities(facts)
        return FactBits(bits, each)

    def _enough_adversities(self, facts: Facts) -> int:
        found = [fact.life_domain for fact in facts.present if fact.adversity]
        spread = len(set(found))
        bits = 0
        for bit, count, domains in self._adversities:
            if len(found) >= count and spread >= domains:
                bits |= bit
        return bits

    def _bit(self, question: Hashable, seen: list[int]) -> int:
        bit = self._bits.setdefault(question, 1 << len(self._bits))
        seen.append(bit)
        return bit

    def _compile(self, condition: Condition, seen: list[int]) -> Ask:
        if "concept" in condition:
            return _leaf(self._bit(condition["concept"], seen), condition)
        if "life_domain" in condition:
            pair = (condition["life_domain"], condition["kind"])
            return _leaf(self._bit(pair, seen), condition)
        if "and" in condition:
            branches = condition["and"]
            return self._enough(branches, len(branches), seen)
        if "or" in condition:
            return self._enough(condition["or"], 1, seen)
        if "not" in condition:
            return _not(self._compile(condition["not"], seen), condition)
        if "at_least" in condition:
            return self._enough(condition["of"], condition["at_least"], seen, counts=True)
        if "adversities" in condition:
            return self._adversity(condition, seen)
        if "category" in condition:
            wanted = 0
            for category in condition["category"]:
                wanted |= self._bit(("category", category), seen)
            return _category(wanted, condition)
        raise ValueError(f"This is not a condition: {sorted(condition)}.")

    def _adversity(self, condition: Condition, seen: list[int]) -> Ask:
        any_of_them = self._bit(_ADVERSITY, seen)
        count, domains = condition["adversities"], condition["life_domains"]
        enough = self._bit(("adversities", count, domains), seen)
        if (enough, count, domains) not in self._adversities:
            self._adversities.append((enough, count, domains))
        false = Said(False, any_of_them, (condition,), 1)
        true = Said(True, any_of_them)
        nothing = Said(False, 0, (condition,), 1)

        def ask(bits: int) -> Said:
            if bits & enough:
                return true
            return false if bits & any_of_them else nothing

        return ask

    def _enough(
        self,
        branches: Sequence[Condition],
        wanted: int,
        seen: list[int],
        *,
        counts: bool = False,
    ) -> Ask:
        if not branches:
            raise ValueError("A condition with branches has at least one branch.")
        asked = [(branch, self._compile(branch, seen)) for branch in branches]

        def ask(bits: int) -> Said:
            matched, true, count = 0, 0, None
            missing = []
            for branch, one in asked:
                said = one(bits)
                if said.holds:
                    matched |= said.matched
                    true += 1
                    count = said.counted
                else:
                    missing.append(branch)
            if counts:
                count = true
            elif true != 1:
                count = None
            if true >= wanted:
                return Said(True, matched, (), 0, count)
            return Said(False, matched, tuple(missing), wanted - true, count)

        return ask


class Compiled:
    """One condition, ready to ask; `bits` are the questions whose answers count for it."""

    __slots__ = ("_ask", "_said", "bits")

    def __init__(self, ask: Ask, bits: int) -> None:
        self._ask = ask
        self.bits = bits
        self._said: dict[int, Said] = {}

    def ask(self, bits: int) -> Said:
        """The answer to a family's bits. The same answers give the same, so it is remembered."""
        bits &= self.bits
        said = self._said.get(bits)
        if said is None:
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            said = self._ask(bits)
            if not said.matched:
                said = said._replace(bare=_evaluation(said, ()))
            self._said[bits] = said
        return said


def in_facts(said: Said, present: Sequence[ConceptFact], bits: FactBits) -> Evaluation:
    """The answer in a family's own facts."""
    if said.bare is not None:
        return said.bare
    wanted = said.matched
    each = zip(present, bits.each, strict=True)
    return _evaluation(said, tuple([fact for fact, own in each if own & wanted]))


def _evaluation(said: Said, matched: tuple[ConceptFact, ...]) -> Evaluation:
    count = len(matched) if said.counted is None else said.counted
    return Evaluation(said.holds, matched, said.missing, said.needed, count)


def _leaf(bit: int, condition: Condition) -> Ask:
    true, false = Said(True, bit), Said(False, 0, (condition,), 1)
    return lambda bits: true if bits & bit else false


def _category(wanted: int, condition: Condition) -> Ask:
    false = Said(False, 0, (condition,), 1)
    return lambda bits: _TRUE if bits & wanted else false


def _not(inside: Ask, condition: Condition) -> Ask:
    false = Said(False, 0, (condition,), 1)
    return lambda bits: false if inside(bits).holds else _TRUE
