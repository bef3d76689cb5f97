"""Saving answers one by one: each is kept at once, with the signals it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.questionnaires.actions.flagging import flag_answered
from duizend.questionnaires.actions.noting import note_answered
from duizend.questionnaires.models import Answer, QuestionnaireResponse
from duizend.questionnaires.permissions import check_can_answer
from duizend.questionnaires.queries import answers_of, form_of
from duizend.questionnaires.rules import answers as rules
from duizend.questionnaires.rules.answers import AnswerRefused, Given
from duizend.questionnaires.rules.enabling import Answers, Value, open_items
from duizend.questionnaires.rules.form import Form, Item
from duizend.questionnaires.rules.meaning import category_of, concepts_of, says_something
from duizend.questionnaires.words import why_refused
from duizend.signals import actions as signals


class NotAnAnswer(NotAllowed):
    """What was filled in does not fit the question."""


@dataclass(frozen=True)
class Saved:
    """What is kept now. `overtook`: in another window something else was kept meanwhile.

    `opened_before` and `opened` are the linkIds that were and are open.
    """

    item: Item
    values: Sequence[Value]
    is_changed: bool
    overtook: bool
    opened_before: frozenset[str]
    opened: frozenset[str]
    answers: Answers


@transaction.atomic
def save_answer(
    response_id: UUID,
    link_id: str,
    given: Given,
    *,
    was: str | None,
    confirms: UUID | None = None,
    source_name: str = "",
    by: User,
    at: datetime,
) -> Saved:
    """Keep one answer; the last one counts. `was` is the digest of what the page showed.

    `confirms`: it was said before, there, and is still so; not asked anew. `source_name`: what
    its signals say of where they come from, when that is more than the title of the list.

    The same answer again changes nothing, so that a retry is safe. Raises NotAnAnswer in
    words when it does not fit the question, NotAllowed when it may not be answered now.
    """
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
    opened = open_items(form, known)
    check_can_answer(by, response, item, opened)
    values = as_values(item, given)
    before = known.get(link_id, ())
    is_changed = list(before) != list(values)
    overtook = is_changed and was is not None and was != rules.digest(before)
    now = {**known, link_id: values} if is_changed else known
    if is_changed:
        _keep(response, item, values, confirms=confirms, source_name=source_name, by=by, at=at)
        _close(response, form, opened, now, by=by, at=at)
    return Saved(item, values, is_changed, overtook, opened, open_items(form, now), now)


def as_values(item: Item, given: Given) -> tuple[Value, ...]:
    """The FHIR values of what was filled in. Raises NotAnAnswer in words."""
    try:
        return rules.answer(item, given)
    except AnswerRefused as refusal:
        raise NotAnAnswer(why_refused(refusal)) from refusal


def _keep(
    response: QuestionnaireResponse,
    item: Item,
    values: Sequence[Value],
    *,
    confirms: UUID | None,
    source_name: str,
    by: User,
    at: datetime,
) -> None:
    """Write the answer, make its signals, remember what was asked and discussed."""
    answer = Answer.objects.filter(response=response, link_id=item.link_id).first()
    is_new = answer is None
    answer = answer or Answer(
        response=response,
        family=response.family,
        link_id=item.link_id,
        recorder_organization_id=by.organization_id,
    )
    answer.category, answer.values = category_of(item), list(values)
    answer.recorder, answer.recorded = by, at
    answer.save(force_insert=is_new)
    audit.record(
        "questionnaires.answer",
        answer,
        by=by,
        at=at,
        family_id=response.family_id,
        category=answer.category,
    )
    note_answered(response, answer, item, values, confirms=confirms, by=by, at=at)
    _signal(
        response,
        answer,
        item,
        values,
        confirms=confirms is not None,
        source_name=source_name,
        by=by,
        at=at,
    )


def _signal(
    response: QuestionnaireResponse,
    answer: Answer,
    item: Item,
    values: Sequence[Value],
    *,
    confirms: bool = False,
    source_name: str = "",
    by: User,
    at: datetime,
) -> None:
    about = "" if item.for_professional or not says_something(values) else item.life_domain
    if about or any(option.concepts for option in item.options):
        signals.set_from_answer(
            response.family,
            concepts_of(item, values),
            reference=answer.pk,
            source_name=source_name or response.questionnaire.title,
            life_domain=about,
            shielded=item.restricted,
            confirms=confirms,
            by=by,
            at=at,
        )
    flag_answered(response, answer, item, values, by=by, at=at)


def _close(
    response: QuestionnaireResponse,
    form: Form,
    opened: frozenset[str],
    now: Answers,
    *,
    by: User,
    at: datetime,
) -> None:
    """A question that closed because of another answer gives no signals any more.

    Its own answer is kept, as it was said, and counts again when the question opens; except
    for what is asked alone: that the room filled up takes nothing back.
    """
    after = open_items(form, now)
    for link_id in (opened ^ after) & now.keys():
        item = form.by_link_id[link_id]
        if item.ask_alone:
            continue
        answer = Answer.objects.get(response=response, link_id=link_id)
        values = now[link_id] if link_id in after else ()
        _signal(response, answer, item, values, by=by, at=at)
