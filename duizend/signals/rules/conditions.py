"""The condition language of agreements and route cards (docs/reference/content.md).

A condition is data, one JSON object. It is held against what is present in a family now
and answers three things: does it hold, what made it hold, and what is still missing. It
never yields a number about a family or a category: those people choose together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Condition = Mapping[str, Any]


@dataclass(frozen=True)
class ConceptFact:
    """A concept that is present now.

    kind: risk, protective or neutral. adversity: counts for `adversities`.
    """

    code: str
    kind: str
    life_domain: str
    label: str = ""
    adversity: bool = False


@dataclass(frozen=True)
class Facts:
    """What the one who asks may know about a family now.

    present: each concept once. category: the one that parent and professional chose
    together, empty when they chose none (yet).
    """

    present: tuple[ConceptFact, ...] = ()
    category: str = ""

    def __post_init__(self) -> None:
        if len({fact.code for fact in self.present}) != len(self.present):
            raise ValueError("Each present concept is named once.")

    def named(self, code: str) -> tuple[ConceptFact, ...]:
        return tuple(fact for fact in self.present if fact.code == code)


@dataclass(frozen=True)
class Evaluation:
    """The answer of a condition.

    matched: the present concepts that count for it, in the order of the facts; nothing
    from inside a `not`. missing: the direct branches that are not true, empty when it
    holds; `needed` of them would be enough. count: how many branches of the outermost
    `at_least` are true, or how many adversities are present; else how many matched.
    """

    holds: bool
    matched: tuple[ConceptFact, ...] = ()
    missing: tuple[Condition, ...] = ()
    needed: int = 0
    count: int = 0

    @property
    def matched_codes(self) -> tuple[str, ...]:
        return tuple(fact.code for fact in self.matched)


def evaluate(condition: Condition, facts: Facts) -> Evaluation:
    """Hold a condition against the facts. Raises ValueError when it is not a condition."""
    for word, answer in _FORMS.items():
        if word in condition:
            return answer(condition, facts)
    raise ValueError(f"This is not a condition: {sorted(condition)}.")


def _concept(condition: Condition, facts: Facts) -> Evaluation:
    return _leaf(condition, facts.named(condition["concept"]))


def _life_domain(condition: Condition, facts: Facts) -> Evaluation:
    return _leaf(
        condition,
        tuple(
            fact
            for fact in facts.present
            if fact.life_domain == condition["life_domain"] and fact.kind == condition["kind"]
        ),
    )


def _leaf(condition: Condition, matched: tuple[ConceptFact, ...]) -> Evaluation:
    if not matched:
        return Evaluation(False, missing=(condition,), needed=1)
    return Evaluation(True, matched, count=len(matched))


def _category(condition: Condition, facts: Facts) -> Evaluation:
    if facts.category in condition["category"]:
        return Evaluation(True)
    return Evaluation(False, missing=(condition,), needed=1)


def _not(condition: Condition, facts: Facts) -> Evaluation:
    if not evaluate(condition["not"], facts).holds:
        return Evaluation(True)
    return Evaluation(False, missing=(condition,), needed=1)


def _adversities(condition: Condition, facts: Facts) -> Evaluation:
    matched = tuple(fact for fact in facts.present if fact.adversity)
    spread = len({fact.life_domain for fact in matched})
    if len(matched) >= condition["adversities"] and spread >= condition["life_domains"]:
        return Evaluation(True, matched, count=len(matched))
    return Evaluation(False, matched, missing=(condition,), needed=1, count=len(matched))


def _and(condition: Condition, facts: Facts) -> Evaluation:
    branches = condition["and"]
    return _enough(branches, len(branches), facts)


def _or(condition: Condition, facts: Facts) -> Evaluation:
    return _enough(condition["or"], 1, facts)


def _at_least(condition: Condition, facts: Facts) -> Evaluation:
    return _enough(condition["of"], condition["at_least"], facts, counts=True)


def _enough(
    branches: Iterable[Condition], wanted: int, facts: Facts, *, counts: bool = False
) -> Evaluation:
    answers = [(branch, evaluate(branch, facts)) for branch in branches]
    if not answers:
        raise ValueError("A condition with branches has at least one branch.")
    true = [answer for _branch, answer in answers if answer.holds]
    codes = {fact.code for answer in true for fact in answer.matched}
    # Without an at_least of its own, it speaks with the count of its first true branch
    # when that is the only one; else of all that matched together.
    count = len(true) if counts else true[0].count if len(true) == 1 else len(codes)
    holds = len(true) >= wanted
    return Evaluation(
        holds=holds,
        matched=tuple(fact for fact in facts.present if fact.code in codes),
        missing=() if holds else tuple(branch for branch, answer in answers if not answer.holds),
        needed=max(wanted - len(true), 0),
        count=count,
    )


# The first word that a condition has decides its form; `at_least` comes with `of`.
_FORMS: dict[str, Callable[[Condition, Facts], Evaluation]] = {
    "concept": _concept,
    "life_domain": _life_domain,
    "and": _and,
    "or": _or,
    "not": _not,
    "at_least": _at_least,
    "adversities": _adversities,
    "category": _category,
}
