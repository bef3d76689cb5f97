"""“What would this do for these families?”: a card held against invented situations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from duizend.core.content import read_rows
from duizend.directory.words import PHASES
from duizend.families.rules.time import PREGNANCY_DAYS
from duizend.pathways.rules.cards import Card, Condition
from duizend.pathways.rules.matching import (
    CardMatch,
    NearStep,
    Outcome,
    Situation,
    asked_for,
    match,
)
from duizend.pathways.rules.situations import read_situation
from duizend.pathways.words import NOT_YET_WORDS, condition_in_words
from duizend.route_cards.completeness import completed
from duizend.route_cards.rules.drafting import Content
from duizend.route_cards.words import Names, role_in_words
from duizend.signals.models import Concept
from duizend.signals.rules.conditions import ConceptFact
from duizend.signals.rules.sentences import sentence

# So many families are looked at when nobody chose any.
USUAL = 3


@dataclass(frozen=True)
class Example:
    """An invented family: its name, its story and what the cards look at."""

    code: str
    name: str
    story: str
    row: Mapping[str, Any]


@dataclass(frozen=True)
class TriedStep:
    """A step that would be proposed, or that nearly would: then `missing` says what lacks."""

    order: int
    action: str
    role: str
    why: str = ""
    due_on: date | None = None
    passed_on: date | None = None
    missing: str = ""


@dataclass(frozen=True)
class Tried:
    """What a card does for one situation, and why."""

    example: Example
    outcome: Outcome
    why: str
    steps: list[TriedStep] = field(default_factory=list)
    almost: list[TriedStep] = field(default_factory=list)

    @property
    def applies(self) -> bool:
        return self.outcome is Outcome.APPLIES

    @property
    def nearly(self) -> bool:
        return self.outcome is Outcome.ALMOST


@cache
def examples() -> tuple[Example, ...]:
    """The invented families of `content/example_situations.json`, in their order."""
    return tuple(
        Example(row["code"], row["name"], row["story"], row)
        for row in read_rows("example_situations.json", "example_situations")
    )


def situation_of(
    row: Mapping[str, Any], facts: Mapping[str, ConceptFact], today: date
) -> Situation:
    """An invented situation today: its ages are turned into a due date or a day of birth.

    A signal that is not known here is left out. Raises NoSituation when the rest cannot be.
    """
    days, age = row.get("gestation_days"), row.get("child_age_days")
    told = {
        "municipality": row["municipality"],
        "signals": [code for code in row["signals"] if code in facts],
        "category": row.get("category"),
        "due_date": None if days is None else str(today + timedelta(PREGNANCY_DAYS - days)),
        "born_on": None if age is None else str(today - timedelta(age)),
        "phase": "preconception" if days is None and age is None else None,
    }
    return read_situation(told, facts, today)


def known_facts() -> dict[str, ConceptFact]:
    return {
        one.code: ConceptFact(one.code, one.kind, one.life_domain_id, one.label, one.adversity)
        for one in Concept.objects.filter(retired_on=None)
    }


def try_out(content: Content, chosen: Iterable[Example], names: Names, today: date) -> list[Tried]:
    """Hold a card or draft against these situations."""
    card, facts = Card.from_data(completed(content)), known_facts()
    return [
        _tried(example, card, situation_of(example.row, facts, today), names) for example in chosen
    ]


def _tried(example: Example, card: Card, situation: Situation, names: Names) -> Tried:
    (found,) = match([card], situation)
    steps = [
        TriedStep(
            one.step.order,
            one.step.action,
            role_in_words(one.step.role),
            sentence(one.step.why, one.speaks_of(found), names.domains),
            one.due_on,
            one.passed_on,
        )
        for one in found.steps
    ]
    return Tried(
        example,
        found.outcome,
        _why(found, situation, names),
        steps,
        # Of a card that nearly applies, what lacks is said once, at the card.
        [_near(one, names) for one in found.almost if found.outcome is Outcome.APPLIES],
    )


def _near(one: NearStep, names: Names) -> TriedStep:
    missing = str(NOT_YET_WORDS[one.not_yet]) if one.not_yet else _missing(one.missing, names)
    return TriedStep(one.step.order, one.step.action, role_in_words(one.step.role), missing=missing)


def _why(found: CardMatch, situation: Situation, names: Names) -> str:
    """Why it applies; why it nearly does and what is missing; or why it does not."""
    card = found.card
    if found.outcome is Outcome.APPLIES:
        return sentence(card.why, found.evaluation, names.domains)
    if found.not_yet is not None:
        return str(NOT_YET_WORDS[found.not_yet])
    if found.outcome is Outcome.ALMOST:
        return _missing(found.missing, names)
    if card.municipalities and situation.municipality not in card.municipalities:
        return _("This card is not for this municipality.")
    if situation.phase not in card.phases:
        return _("This card is not for this phase: %(phase)s.") % {"phase": PHASES[situation.phase]}
    return _("What the card asks was not talked about here, or the moment is another one.")


def _missing(conditions: Iterable[Condition], names: Names) -> str:
    words = [condition_in_words(one, names.labels, names.domains) for one in asked_for(conditions)]
    return _("Would fit with one of these as well: %(what)s") % {"what": ", ".join(words)}
