"""What parents said together, as far as the one who asks may read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from duizend.access.models import Organization, User
from duizend.experiences.codes import fingerprint
from duizend.experiences.models import Batch
from duizend.experiences.questions import Question, questions
from duizend.experiences.rules import Share, shares
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.queries import offered


def is_spent(code: str) -> bool:
    """Whether somebody answered with this code."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.experience_is_spent(%s)", [fingerprint(code)])
        row = cursor.fetchone()
    return bool(row and row[0])


@dataclass(frozen=True)
class Answered:
    """One question with its shares; `skipped` people left it open."""

    question: Question
    shares: list[Share]
    skipped: int


@dataclass(frozen=True)
class Result:
    """What so many people, a multiple of ten, said after talks with one list."""

    questionnaire: Questionnaire
    people: int
    first_month: date
    last_month: date
    answered: list[Answered]


def organizations() -> QuerySet[Organization]:
    """Those of which there is something to read for the one who asks."""
    return Organization.objects.filter(pk__in=Batch.objects.values("organization_id"))


def results(organization: Organization) -> list[Result]:
    """Per list, in the order of the lists. Two queries, whatever there is."""
    per_list: dict[str, list[Batch]] = {}
    found = Batch.objects.filter(organization=organization).select_related("questionnaire")
    for batch in found.prefetch_related("tallies").order_by("questionnaire__order", "pk"):
        per_list.setdefault(batch.questionnaire_id, []).append(batch)
    return [_result(batches) for batches in per_list.values()]


def lists(user: User) -> QuerySet[Questionnaire]:
    """After which lists this person can ask how it was."""
    return offered(user)


def _result(batches: list[Batch]) -> Result:
    people = sum(batch.people for batch in batches)
    return Result(
        questionnaire=batches[0].questionnaire,
        people=people,
        first_month=min(batch.first_month for batch in batches),
        last_month=max(batch.last_month for batch in batches),
        answered=[_answered(one, batches, people) for one in questions()],
    )


def _answered(question: Question, batches: Iterable[Batch], people: int) -> Answered:
    counts: Counter[str] = Counter()
    for batch in batches:
        for tally in batch.tallies.all():
            if tally.question == question.code:
                counts[tally.answer] += tally.people
    choices = [(choice.code, choice.words) for choice in question.choices]
    given = shares(choices, counts, people)
    return Answered(question, given, people - sum(share.count for share in given))
