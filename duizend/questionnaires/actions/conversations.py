"""Beginning and ending a conversation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.families.models import Family
from duizend.flags.permissions import check_nothing_waits
from duizend.questionnaires.actions.opening import locked, note_not_discussed
from duizend.questionnaires.models import Questionnaire, QuestionnaireResponse
from duizend.questionnaires.permissions import (
    check_can_continue,
    check_can_start,
    check_is_strength_named,
)
from duizend.questionnaires.queries import in_progress, latest_version
from duizend.questionnaires.rules.codes import Status


@transaction.atomic
def start(
    family: Family, questionnaire: Questionnaire, *, by: User, at: datetime
) -> QuestionnaireResponse:
    """Begin a conversation, or go on with the one that one's organisation has begun."""
    check_can_start(by, family, questionnaire)
    # Two clicks at once: the second one finds what the first one began.
    Family.objects.select_for_update().get(pk=family.pk)
    response = in_progress(family, by).filter(questionnaire=questionnaire).first()
    if response is not None:
        return response
    category = Category.SAFETY if questionnaire.is_shielded else Category.PLAN
    response = QuestionnaireResponse(
        family=family,
        questionnaire=questionnaire,
        version=latest_version(questionnaire),
        category=category,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    response.save(force_insert=True)
    _log("questionnaires.start", response, by=by, at=at)
    return response


@transaction.atomic
def complete(
    response: QuestionnaireResponse,
    *,
    strengths_not_discussed: bool = False,
    by: User,
    at: datetime,
) -> QuestionnaireResponse:
    """The conversation is finished; its answers stay as they are.

    Not without anything that goes well: raises NotAllowed, unless the professional says
    that it was not discussed yet. And not while an answer asks something today of which
    nobody said what was done or who does it: raises flags.permissions.SayFirst.
    """
    response = locked(response)
    if response.status == Status.IN_PROGRESS:
        check_can_continue(by, response)
        check_nothing_waits(response.pk)
        check_is_strength_named(response, not_discussed=strengths_not_discussed)
        if strengths_not_discussed:
            note_not_discussed(response, by=by, at=at)
    return _end(response, Status.COMPLETED, "questionnaires.complete", by=by, at=at)


def stop(response: QuestionnaireResponse, *, by: User, at: datetime) -> QuestionnaireResponse:
    """The conversation stops here; what was said is kept."""
    return _end(response, Status.STOPPED, "questionnaires.stop", by=by, at=at)


@transaction.atomic
def _end(
    response: QuestionnaireResponse, status: Status, verb: str, *, by: User, at: datetime
) -> QuestionnaireResponse:
    response = locked(response)
    if response.status == status and response.ender_id == by.pk:
        return response  # the same click again
    check_can_continue(by, response)
    response.status, response.ended, response.ender = status, at, by
    response.save(update_fields=["status", "ended", "ender"])
    _log(verb, response, by=by, at=at)
    return response


def _log(verb: str, response: QuestionnaireResponse, *, by: User, at: datetime) -> None:
    audit.record(
        verb, response, by=by, at=at, family_id=response.family_id, category=response.category
    )
