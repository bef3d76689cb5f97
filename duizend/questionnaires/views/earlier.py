"""What was said before, as a question shows it, and what the buttons beside it do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.utils import timezone

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.questionnaires import actions
from duizend.questionnaires.models import Asking, QuestionnaireResponse
from duizend.questionnaires.queries import Earlier, LookBack, Said
from duizend.questionnaires.rules.asking import is_long_ago, is_same_question
from duizend.questionnaires.rules.codes import Outcome
from duizend.questionnaires.rules.enabling import Answers
from duizend.questionnaires.rules.form import Item
from duizend.questionnaires.words import ago_in_words

STILL_SO, NOT_NOW, OVER = "klopt", "nu-niet", "voorbij"


@dataclass(frozen=True)
class Line:
    """One thing that was said, with how long ago; `question` when it was another question."""

    said: Said
    ago: str
    question: str


@dataclass(frozen=True)
class Shown:
    """The box before a question. `outcome` is empty until one of its buttons was used.

    fits: a choice of this question says the same, so that "still so" answers it.
    """

    lines: Sequence[Line]
    fits: bool
    is_long_ago: bool
    outcome: str
    since: datetime | None

    @property
    def is_confirmed(self) -> bool:
        return self.outcome == Outcome.CONFIRMED

    @property
    def is_left(self) -> bool:
        return self.outcome == Outcome.NOT_NOW


def shown_earlier(back: LookBack, items: Sequence[Item], answers: Answers) -> dict[str, Shown]:
    """For each question that is to be shown folded, by linkId, what was said before.

    Not for what was answered anew in this talk.
    """
    today = timezone.localdate()
    found = {}
    for item in items:
        earlier, asking = back.earlier.get(item.link_id), back.noted.get(item.link_id)
        confirmed = asking is not None and asking.outcome == Outcome.CONFIRMED
        if earlier and not item.for_professional and (confirmed or not answers.get(item.link_id)):
            found[item.link_id] = _shown(item, earlier, asking, today)
    return found


def _shown(item: Item, earlier: Earlier, asking: Asking | None, today: date) -> Shown:
    lines = [
        Line(
            said,
            ago_in_words(timezone.localdate(said.recorded), today),
            said.question.text
            if said.question and not is_same_question(item, said.question)
            else "",
        )
        for said in earlier.lines
    ]
    newest = timezone.localdate(earlier.newest.recorded)
    return Shown(
        lines,
        bool(earlier.values),
        is_long_ago(newest, today),
        asking.outcome if asking else "",
        asking.recorded if asking else None,
    )


def decided(
    request: SignedInRequest, response: QuestionnaireResponse, numbers: Mapping[str, int]
) -> int | None:
    """Do what a button beside a question says; the number of that question, or None.

    A question that may not be answered now is refused in words, and nothing is kept.
    """
    links = {str(number): link_id for link_id, number in numbers.items()}
    for name, action in (
        (STILL_SO, actions.confirm),
        (NOT_NOW, actions.leave_for_now),
        (OVER, actions.end_overtaken),
    ):
        link_id = links.get(request.POST.get(name, ""))
        if link_id is not None:
            try:
                action(response.pk, link_id, by=request.user, at=timezone.now())
            except NotAllowed as refusal:
                messages.error(request, str(refusal))
            return numbers[link_id]
    return None
