"""What was said before: still so, or not now. Neither is asking again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.questionnaires.actions.noting import note
from duizend.questionnaires.actions.saving import NotAnAnswer, save_answer
from duizend.questionnaires.models import QuestionnaireResponse
from duizend.questionnaires.permissions import check_can_answer
from duizend.questionnaires.queries import answers_of, earlier, form_of, overtaken
from duizend.questionnaires.rules.answers import given_from
from duizend.questionnaires.rules.codes import Outcome
from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.form import Item
from duizend.signals import actions as signals


@transaction.atomic
def confirm(response_id: UUID, link_id: str, *, by: User, at: datetime) -> None:
    """What was said before is still so: its answer is kept here too, its signals stay.

    Where no choice of this question says the same, only that it is still so is kept. A
    second click changes nothing. Raises NotAllowed when nothing (any more) was said before,
    or when the question was answered in this talk.
    """
    response, item, answered = _question(response_id, link_id, by=by)
    said = earlier(response, [item]).get(link_id)
    if answered or said is None:
        if said is not None and _is_noted(response, link_id, Outcome.CONFIRMED):
            return
        raise NotAllowed(_("There is nothing here that was said before. Ask the question."))
    reference = said.newest.reference
    if said.values:
        given = given_from(item, said.values)
        save_answer(response_id, link_id, given, was=None, confirms=reference, by=by, at=at)
    else:
        note(response, item, Outcome.CONFIRMED, confirms=reference, by=by, at=at)
    _log("questionnaires.confirm", response, by=by, at=at)


@transaction.atomic
def leave_for_now(response_id: UUID, link_id: str, *, by: User, at: datetime) -> None:
    """Do not come back to it in this talk. Known to the own organisation only."""
    response, item, answered = _question(response_id, link_id, by=by)
    if not answered and link_id in earlier(response, [item]):
        note(response, item, Outcome.NOT_NOW, by=by, at=at)
        _log("questionnaires.leave_for_now", response, by=by, at=at)


@transaction.atomic
def end_overtaken(response_id: UUID, link_id: str, *, by: User, at: datetime) -> None:
    """What was known before and this answer does not say any more is over, the parent says.

    Each signal ends in the log by itself; nothing ends that is not beside this question.
    """
    response, item, _answered = _question(response_id, link_id, by=by)
    for signal in overtaken(response, item, answers_of(response)):
        signals.resolve(signal, by=by, at=at)


def _question(
    response_id: UUID, link_id: str, *, by: User
) -> tuple[QuestionnaireResponse, Item, bool]:
    """The conversation, locked, with an open question of it and whether it was answered."""
    response = (
        QuestionnaireResponse.objects.select_for_update(of=("self",))
        .select_related("family", "questionnaire", "version")
        .defer("version__resource")
        .get(pk=response_id)
    )
    form = form_of(response.version)
    item = form.by_link_id.get(link_id)
    if item is None:
        raise NotAnAnswer(_("This question is not in this list."))
    known = answers_of(response)
    check_can_answer(by, response, item, open_items(form, known))
    return response, item, bool(known.get(link_id))


def _is_noted(response: QuestionnaireResponse, link_id: str, outcome: Outcome) -> bool:
    return response.askings.filter(link_id=link_id, outcome=outcome).exists()


def _log(verb: str, response: QuestionnaireResponse, *, by: User, at: datetime) -> None:
    audit.record(
        verb, response, by=by, at=at, family_id=response.family_id, category=response.category
    )
