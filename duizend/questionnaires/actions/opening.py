"""What goes well, asked by ourselves before a list that does not begin with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import RESTRICTED
from duizend.core.permissions import NotAllowed
from duizend.questionnaires.models import Opening, QuestionnaireResponse
from duizend.questionnaires.permissions import check_can_continue
from duizend.questionnaires.queries import strengths_to_name
from duizend.signals import actions as signals


@transaction.atomic
def begin_with_strengths(
    response: QuestionnaireResponse,
    words: str,
    strengths: Collection[str],
    *,
    by: User,
    at: datetime,
) -> Opening:
    """Keep what goes well: in own words, and as the protective signals that were chosen.

    `strengths` are codes of `strengths_to_name`; raises NotAllowed for another one. Again:
    what is kept becomes what it says now.
    """
    response = locked(response)
    check_can_continue(by, response)
    if not {concept.pk for concept in strengths_to_name()}.issuperset(strengths):
        raise NotAllowed(_("This is not one of the choices."))
    opening = _opening(response, by=by)
    is_new = opening._state.adding
    opening.words = words.strip()[:2000]
    opening.not_discussed = False
    _keep(opening, is_new=is_new, by=by, at=at)
    signals.set_from_answer(
        response.family,
        strengths,
        reference=opening.pk,
        source_name=response.questionnaire.title,
        shielded=response.category in RESTRICTED,
        by=by,
        at=at,
    )
    return opening


def note_not_discussed(response: QuestionnaireResponse, *, by: User, at: datetime) -> None:
    """The professional said, finishing, that what goes well was not talked about yet."""
    opening = _opening(response, by=by)
    is_new = opening._state.adding
    opening.not_discussed = True
    _keep(opening, is_new=is_new, by=by, at=at)


def locked(response: QuestionnaireResponse) -> QuestionnaireResponse:
    """The conversation as it is now, nobody else writing in it until this is done."""
    return (
        QuestionnaireResponse.objects.select_for_update(of=("self",))
        .select_related("family", "questionnaire", "version")
        .defer("version__resource")
        .get(pk=response.pk)
    )


def _opening(response: QuestionnaireResponse, *, by: User) -> Opening:
    return Opening.objects.filter(response=response).first() or Opening(
        response=response,
        family_id=response.family_id,
        category=response.category,
        recorder_organization_id=by.organization_id,
    )


def _keep(opening: Opening, *, is_new: bool, by: User, at: datetime) -> None:
    opening.recorder, opening.recorded = by, at
    opening.save(force_insert=is_new)
    audit.record(
        "questionnaires.begin_with_strengths",
        opening,
        by=by,
        at=at,
        family_id=opening.family_id,
        category=opening.category,
    )
