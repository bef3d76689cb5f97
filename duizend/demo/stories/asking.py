"""Amina is asked about tension again; what she said in the Startgesprek stands with it."""

from __future__ import annotations

from duizend.demo.stories.telling import Teller
from duizend.families.models import Family
from duizend.questionnaires import actions
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.rules.answers import Given


def tell(teller: Teller, family: Family) -> None:
    """A list of another maker, begun with what goes well and not finished yet."""
    at = teller.ago(2)
    with teller.being("Fatma") as by:
        talk = actions.start(family, Questionnaire.objects.get(slug="phq-4"), by=by, at=at)
        words = "Karim gaat mee naar elke afspraak, en Els past op Lina."
        actions.begin_with_strengths(talk, words, ["involved_partner"], by=by, at=at)
        given = Given(("several-days",))
        actions.save_answer(talk.pk, "phq2", given, was=None, by=by, at=at)
        actions.confirm(talk.pk, "gad1", by=by, at=at)
