"""Noting that a question was asked, so that nobody asks it again without knowing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from duizend.access.models import User
from duizend.questionnaires.models import Answer, Asking, QuestionnaireResponse
from duizend.questionnaires.rules.asking import asks_about
from duizend.questionnaires.rules.codes import Outcome
from duizend.questionnaires.rules.enabling import Value
from duizend.questionnaires.rules.form import Item
from duizend.questionnaires.rules.meaning import category_of


def note_answered(
    response: QuestionnaireResponse,
    answer: Answer,
    item: Item,
    values: Sequence[Value],
    *,
    confirms: UUID | None,
    by: User,
    at: datetime,
) -> None:
    """The question was answered or declined; or what `confirms` had said is still so.

    Once per conversation: another answer later in the same talk is not another asking. The
    caller holds the conversation locked.
    """
    if values and not item.for_professional:
        outcome = Outcome.CONFIRMED if confirms else Outcome.ASKED
        note(response, item, outcome, answer=answer, confirms=confirms, by=by, at=at)


def note(
    response: QuestionnaireResponse,
    item: Item,
    outcome: Outcome,
    *,
    answer: Answer | None = None,
    confirms: UUID | None = None,
    by: User,
    at: datetime,
) -> Asking | None:
    """How this question went; None when it asks about nothing that is known here.

    What was asked stays asked. What was confirmed or left for later becomes asked when the
    question is answered anew after all.
    """
    concepts = sorted(asks_about(item))
    if not concepts:
        return None
    asking = Asking.objects.filter(response=response, link_id=item.link_id).first()
    if asking is None:
        asking = Asking(
            response=response,
            family_id=response.family_id,
            link_id=item.link_id,
            recorder_organization_id=by.organization_id,
        )
    elif asking.outcome == Outcome.ASKED or asking.outcome == outcome:
        return asking
    is_new = asking._state.adding
    asking.concepts, asking.category = concepts, category_of(item)
    asking.outcome, asking.answer, asking.confirms = outcome, answer, confirms
    asking.recorder, asking.recorded = by, at
    asking.save(force_insert=is_new)
    return asking
