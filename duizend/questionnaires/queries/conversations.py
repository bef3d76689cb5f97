"""What is asked about conversations: which there are, what was answered, what it led to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from duizend.access.models import User
from duizend.access.rules import RESTRICTED
from duizend.families.models import Family
from duizend.questionnaires.models import (
    Answer,
    InstrumentSlot,
    Opening,
    Questionnaire,
    QuestionnaireResponse,
    QuestionnaireVersion,
)
from duizend.questionnaires.rules.codes import Outcome, Status
from duizend.questionnaires.rules.enabling import Answers
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.reading import read
from duizend.questionnaires.rules.usage import apply_usage, usage_from
from duizend.signals.models import Signal
from duizend.signals.rules.codes import Kind


def offered(user: User) -> QuerySet[Questionnaire]:
    """The lists that this person may hold with a family, our own first."""
    lists = Questionnaire.objects.filter(retired_on=None)
    if not user.sees_restricted:
        lists = lists.filter(is_shielded=False)
    return lists.order_by("-is_own", "order")


def slots() -> QuerySet[InstrumentSlot]:
    return InstrumentSlot.objects.filter(retired_on=None)


def latest_version(questionnaire: Questionnaire) -> QuestionnaireVersion:
    """The version that a new conversation uses."""
    return questionnaire.versions.defer("resource").latest("published", "pk")


def form_of(version: QuestionnaireVersion) -> Form:
    """The questions of a version, read once per process: an answered version never changes."""
    return _form(version.pk, version.checksum)


@lru_cache(maxsize=200)
def _form(version_id: int, checksum: str) -> Form:
    versions = QuestionnaireVersion.objects.values_list("resource", "usage")
    resource, usage = versions.get(pk=version_id)
    return apply_usage(read(resource), usage_from(usage))


def responses(family: Family) -> QuerySet[QuestionnaireResponse]:
    """The conversations that the one who asks may see, newest first."""
    return (
        QuestionnaireResponse.objects.filter(family=family)
        .select_related("questionnaire", "version", "recorder", "recorder_organization")
        .defer("version__resource")
        .order_by("-recorded")
    )


def in_progress(family: Family, user: User) -> QuerySet[QuestionnaireResponse]:
    """Conversations of one's own organisation that were begun and not ended."""
    return responses(family).filter(
        status=Status.IN_PROGRESS, recorder_organization_id=user.organization_id
    )


def answers_of(response: QuestionnaireResponse) -> Answers:
    """The answers that the one who asks may see, by linkId; what was taken back is left out."""
    kept = Answer.objects.filter(response=response).values_list("link_id", "values")
    return {link_id: values for link_id, values in kept if values}


def answer_ids(response: QuestionnaireResponse) -> list[UUID]:
    return list(Answer.objects.filter(response=response).values_list("pk", flat=True))


def opening_ids(response: QuestionnaireResponse) -> list[UUID]:
    return list(Opening.objects.filter(response=response).values_list("pk", flat=True))


@dataclass(frozen=True)
class CameUp:
    """The signals of a conversation: what goes well first. Nothing shielded among them."""

    strengths: list[Signal]
    others: list[Signal]


def outcome(response: QuestionnaireResponse) -> CameUp:
    """What a conversation led to, fit for a screen that the family looks at too.

    With what was only confirmed in it: that was said here too, and gave no second signal.
    """
    made_by = [*answer_ids(response), *opening_ids(response)]
    confirmed = response.askings.filter(outcome=Outcome.CONFIRMED)
    told = [code for asking in confirmed for code in asking.concepts]
    signals = (
        Signal.objects.present()
        .filter(family_id=response.family_id)
        .filter(Q(reference__in=made_by) | Q(concept__in=told))
        .exclude(category__in=RESTRICTED)
        .select_related("concept__life_domain")
        .order_by("concept__life_domain__order", "concept__order")
    )
    once = list({signal.concept_id: signal for signal in signals}.values())
    return CameUp(
        [signal for signal in once if signal.concept.kind == Kind.PROTECTIVE],
        [signal for signal in once if signal.concept.kind != Kind.PROTECTIVE],
    )
