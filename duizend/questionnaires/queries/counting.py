"""How often things were asked: of a family for who works with it, of a region without names.

For a family only what the one who asks may see is counted: whoever may not read an answer
does not learn either that it was asked, not even as a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from duizend.access.rules import RESTRICTED
from duizend.families.models import Family
from duizend.questionnaires.models import Asking, Questionnaire, QuestionnaireVersion
from duizend.questionnaires.queries.conversations import form_of, responses
from duizend.questionnaires.rules.asking import asked_by
from duizend.questionnaires.rules.codes import Outcome
from duizend.signals.models import Concept


@dataclass(frozen=True)
class OneTime:
    """A conversation in which a concept was asked: when it began, who asked, of which list."""

    response_id: UUID
    begun: datetime
    who: str
    organization: str
    title: str


@dataclass(frozen=True)
class Asked:
    """A concept that was asked of a family, the last time first."""

    concept: Concept
    times: tuple[OneTime, ...]

    @property
    def count(self) -> int:
        return len(self.times)


def asked_of(family: Family, *, shielded: bool = False) -> list[Asked]:
    """What was asked of a family and how often, most often first. `shielded`: that too.

    What was only confirmed is no asking. Two questions about the same in one conversation
    are one. Three queries.
    """
    rows = (
        Asking.objects.filter(family=family, outcome=Outcome.ASKED)
        .select_related("recorder", "recorder_organization", "response__questionnaire")
        .order_by("-recorded")
    )
    if not shielded:
        rows = rows.exclude(category__in=RESTRICTED)
    found: dict[str, dict[object, OneTime]] = {}
    for row in rows:
        for code in row.concepts:
            found.setdefault(code, {}).setdefault(row.response_id, _one_time(row))
    concepts = Concept.objects.filter(code__in=found).order_by("life_domain__order", "order")
    every = [Asked(concept, tuple(found[concept.code].values())) for concept in concepts]
    return sorted(every, key=lambda asked: -asked.count)


def _one_time(row: Asking) -> OneTime:
    return OneTime(
        row.response_id,
        row.response.recorded,
        row.recorder.full_name,
        row.recorder_organization.name,
        row.response.questionnaire.title,
    )


def lists_held(family: Family, *, shielded: bool = False) -> int:
    """How many conversations were begun with this family, as far as one may see."""
    held = responses(family)
    return (held if shielded else held.exclude(category__in=RESTRICTED)).count()


@dataclass(frozen=True)
class AskedBefore:
    """Of the concepts a list asks about: how many were asked before, and how often at most."""

    known: int
    most: int


def asked_before(lists: Iterable[Questionnaire], asked: Iterable[Asked]) -> dict[str, AskedBefore]:
    """For each list of which something was asked before, by the code of the list."""
    counts = {one.concept.code: one.count for one in asked}
    versions = (
        QuestionnaireVersion.objects.filter(questionnaire__in=[one.pk for one in lists])
        .defer("resource")
        .order_by("questionnaire_id", "-published", "-pk")
        .distinct("questionnaire_id")
    )
    found = {}
    for version in versions:
        here = [counts[code] for code in asked_by(form_of(version)) if code in counts]
        if here:
            found[version.questionnaire_id] = AskedBefore(len(here), max(here))
    return found


@dataclass(frozen=True)
class RegionRow:
    """A group of families in a municipality that were asked again `low` to `high` times.

    `high` is None for the group without an upper end. `families` is None, and the rest too,
    for a municipality with too few families to say anything of.
    """

    municipality: str
    first_day: date
    last_day: date
    low: int | None
    high: int | None
    families: int | None


def repeated_questions() -> list[RegionRow]:
    """Indicator P13 for who may see a region, see the database function; empty for others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select municipality, first_day, last_day, low, high, families "
            "from rls.repeated_questions()"
        )
        return [RegionRow(*row) for row in cursor.fetchall()]
