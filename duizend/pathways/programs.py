"""Matching for other programs: files in, an answer out. No family and no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from duizend.core.content import ContentRefused, Document, mistakes_in, opened, read_rows
from duizend.core.json_lines import Path as JsonPath
from duizend.pathways.reading import mistakes_of
from duizend.pathways.rules.answers import (
    CardMatch,
    NearStep,
    Outcome,
    ProposedStep,
    Situation,
    asked_for,
)
from duizend.pathways.rules.cards import Card, CardStep, Condition
from duizend.pathways.rules.checking import Known
from duizend.pathways.rules.matching import Matcher, current
from duizend.pathways.rules.situations import NoSituation, read_situation, running
from duizend.pathways.rules.timing import due_date_is_past
from duizend.pathways.words import condition_in_words, situation_problem_in_words
from duizend.signals.rules.conditions import ConceptFact
from duizend.signals.rules.sentences import sentence


@dataclass(frozen=True)
class Refusal:
    """One mistake in a file, with its line (from 1) and its place in the data."""

    file: str
    line: int
    place: str
    code: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.place}: {self.reason}"

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


class Refused(Exception):
    """A file that cannot be used; holds every reason."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__("\n".join(map(str, self.refusals)))


@dataclass(frozen=True)
class Content:
    """What the files of the installation know, as far as matching needs it."""

    concepts: Mapping[str, ConceptFact]
    life_domains: Mapping[str, str]
    known: Known

    @property
    def labels(self) -> dict[str, str]:
        return {code: fact.label for code, fact in self.concepts.items()}


def answer(cards_file: Path, situation_file: Path, *, today: date) -> dict[str, Any]:
    """The answer as docs/reference/route-cards.md describes it.

    Raises Refused with every mistake in both files.
    """
    content = _content()
    refusals: list[Refusal] = []
    where: Situation | None = None
    kept: list[tuple[str, int]] = []
    try:
        where, kept, content = _situation(situation_file, content, today)
    except Refused as refused:
        refusals += refused.refusals
    cards: list[Card] = []
    try:
        cards = _cards(cards_file, content.known)
    except Refused as refused:
        refusals = refused.refusals + refusals
    if where is None or refusals:
        raise Refused(refusals)
    found = Matcher(current(cards, where.today, kept)).match(where)
    return _told(found, where, content)


def _content() -> Content:
    concepts = {
        row["code"]: ConceptFact(
            row["code"], row["kind"], row["life_domain"], row["label"], row["adversity"]
        )
        for row in read_rows("concepts.json", "concepts")
    }
    domains = {row["code"]: row["name"] for row in read_rows("life_domains.json", "life_domains")}
    known = Known(
        concepts=frozenset(concepts),
        municipalities=_codes("municipalities.json", "municipalities"),
        interventions=_codes("interventions.json", "interventions"),
        sources=_codes("sources.json", "sources"),
    )
    return Content(concepts, domains, known)


def _codes(file: str, kind: str) -> frozenset[str]:
    return frozenset(row["code"] for row in read_rows(file, kind))


def _opened(path: Path, kind: str) -> Document:
    try:
        return opened(path, kind)
    except ContentRefused as refused:
        raise Refused(
            Refusal(one.file, one.line, one.path, "file", one.reason) for one in refused.errors
        ) from refused


def _refusal(document: Document, path: JsonPath, code: str, reason: str) -> Refusal:
    error = document.error(path, reason)
    return Refusal(error.file, error.line, error.path, code, reason)


def _situation(
    path: Path, content: Content, today: date
) -> tuple[Situation, list[tuple[str, int]], Content]:
    """The situation, the versions it works with, and the content with the signals it adds."""
    document = _opened(path, "situation")
    shape = mistakes_in(document.located.value, "situation")
    if shape:
        raise Refused(_refusal(document, where, "shape", reason) for where, reason in shape)
    try:
        where = read_situation(document.data, content.concepts, today)
    except NoSituation as refused:
        raise Refused(
            _refusal(
                document, one.path, one.wrong, situation_problem_in_words(one.wrong, one.value)
            )
            for one in refused.problems
        ) from refused
    concepts = {**content.concepts, **{fact.code: fact for fact in where.facts.present}}
    known = Known(
        frozenset(concepts),
        content.known.municipalities,
        content.known.interventions,
        sources=content.known.sources,
    )
    return where, running(document.data), Content(concepts, content.life_domains, known)


def _cards(path: Path, known: Known) -> list[Card]:
    document = _opened(path, "route_card")
    value = document.located.value
    before: JsonPath = ()
    if isinstance(value, dict) and "items" in value:
        value, before = value["items"], ("items",)
    if isinstance(value, list):
        places = [((*before, number), row) for number, row in enumerate(value)]
    else:
        places = [(before, value)]
    refusals = [
        _refusal(document, (*place, *one.path), one.code, one.reason)
        for place, row in places
        for one in mistakes_of(row, known)
    ]
    if refusals:
        raise Refused(refusals)
    return [Card.from_data(row) for _place, row in places]


def _told(found: list[CardMatch], where: Situation, content: Content) -> dict[str, Any]:
    applying = [one for one in found if one.outcome is Outcome.APPLIES]
    return {
        "today": where.today.isoformat(),
        "phase": where.phase,
        "gestation_days": where.gestation_days,
        "child_age_days": where.child_age_days,
        "remarks": ["due_date_past"] if due_date_is_past(where) else [],
        "steps": [_step(one, step, content) for one in applying for step in one.steps],
        "nearly": [_nearly(one, step, content) for one in found for step in one.almost],
        "cards": {
            "applies": [one.card.code for one in applying],
            "nearly": [one.card.code for one in found if one.outcome is Outcome.ALMOST],
        },
    }


def _step(one: CardMatch, proposed: ProposedStep, content: Content) -> dict[str, Any]:
    step, own = proposed.step, proposed.evaluation
    return {
        **_named(one.card, step),
        "organization_kinds": list(step.organization_kinds),
        "why": sentence(step.why, proposed.speaks_of(one), content.life_domains),
        "matched": [fact.code for fact in one.matched],
        "step_matched": [fact.code for fact in own.matched] if own else [],
        "after": list(step.after),
        "due_on": _iso(proposed.due_on),
        "passed_on": _iso(proposed.passed_on),
        "within": step.within.as_data() if step.within else None,
        "feedback": _feedback(step),
        "consent_categories": list(step.consent_categories),
        "offers": list(step.offers),
        "interventions": list(step.interventions),
        "origin": step.origin,
        "sources": [dict(source) for source in step.sources],
    }


def _nearly(one: CardMatch, near: NearStep, content: Content) -> dict[str, Any]:
    at_card = one.outcome is Outcome.ALMOST
    return {
        **_named(one.card, near.step),
        "level": "card" if at_card else "step",
        "matched": [fact.code for fact in one.matched],
        "step_matched": [fact.code for fact in near.evaluation.matched],
        "missing": [_missing(asked, content) for asked in asked_for(near.missing)],
        "needed": near.needed,
        "not_yet": near.not_yet,
    }


def _missing(asked: Condition, content: Content) -> dict[str, Any]:
    words = condition_in_words(asked, content.labels, content.life_domains)
    return {"condition": asked, "words": words}


def _named(card: Card, step: CardStep) -> dict[str, Any]:
    return {
        "card": card.code,
        "version": card.version,
        "step": step.code,
        "order": step.order,
        "action": step.action,
        "kind": step.kind,
        "role": step.role,
    }


def _feedback(step: CardStep) -> dict[str, Any] | None:
    if step.feedback is None:
        return None
    within = step.feedback.within
    return {
        "who": step.feedback.who,
        "to": step.feedback.to,
        "within": within.as_data() if within else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
