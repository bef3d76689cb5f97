"""What was asked of the family of these tests, and what its talks began with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from duizend.core.rls import acting_as
from duizend.questionnaires import actions
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.rules.answers import Given

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

WORDS = ("zwanenbloem",)  # what goes well, before a list that does not ask it
SHIELDED = ("bilzekruid",)  # what goes well, before a list whose name is shielded


def fill(story: Everything, at: datetime) -> None:
    """Fatma also held a list about tension, and a shielded one."""
    by = story.fatma
    with acting_as(by.pk):
        for slug, words, answers in (
            ("gad-2", "De zwanenbloem bloeit", {"gad1": "several-days"}),
            ("hark", "Het bilzekruid bloeit", {"A1": "yes", "hark_h": "yes"}),
        ):
            talk = actions.start(story.family, Questionnaire.objects.get(slug=slug), by=by, at=at)
            actions.begin_with_strengths(talk, words, ["support_person"], by=by, at=at)
            for link_id, chosen in answers.items():
                actions.save_answer(talk.pk, link_id, Given((chosen,)), was=None, by=by, at=at)
            story.ids[slug] = talk.pk
