"""An answer that asks a person to act today raises a flag, apart from any total."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from duizend.access.models import User
from duizend.flags import actions as flags
from duizend.flags.rules import Raised
from duizend.questionnaires.models import Answer, QuestionnaireResponse
from duizend.questionnaires.rules.enabling import Value
from duizend.questionnaires.rules.form import Item
from duizend.questionnaires.rules.meaning import direct_flags


def flag_answered(
    response: QuestionnaireResponse,
    answer: Answer,
    item: Item,
    values: Sequence[Value],
    *,
    by: User,
    at: datetime,
) -> None:
    """Raise what the answer asks for; what it no longer says is marked, never erased."""
    if not any(option.is_direct_flag for option in item.options):
        return
    flags.set_from_answer(
        response.family,
        [Raised(option.direct_flag, option.concepts) for option in direct_flags(item, values)],
        reference=answer.pk,
        talk=response.pk,
        source_name=response.questionnaire.title,
        by=by,
        at=at,
    )
