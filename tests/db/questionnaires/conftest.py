"""The village with our own content, and a way to hold a conversation."""

import pytest

from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.questionnaires import actions, queries
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.rules.answers import Given
from duizend.signals import actions as signals
from tests.people import NOW, make_village

LISTS = ("startgesprek-duizend", "phq-9", "hark", "gad-2")


def rows_of(*codes):
    return [read_rows(f"questionnaires/{code}.json", "questionnaire")[0] for code in codes]


@pytest.fixture
def village():
    signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=NOW)
    signals.load_concepts(read_rows("concepts.json", "concepts"), at=NOW)
    actions.load_questionnaires(rows_of(*LISTS), at=NOW)
    return make_village()


class Talk:
    """A conversation of somebody with the family: `talk.says("W2", "some")`."""

    def __init__(self, village, who, code):
        self.village, self.who = village, who
        with acting_as(who.pk):
            self.response = actions.start(
                village.family, Questionnaire.objects.get(code=code), by=who, at=NOW
            )

    def says(self, link_id, *chosen, text="", was=None, by=None):
        by = by or self.who
        with acting_as(by.pk):
            given = Given(chosen, text)
            return actions.save_answer(self.response.pk, link_id, given, was=was, by=by, at=NOW)

    def answers(self, by=None):
        with acting_as((by or self.who).pk):
            return queries.answers_of(self.response)


@pytest.fixture
def hold(village):
    """`hold(village.fatma)` begins the Startgesprek; `hold(village.fatma, "hark")` another."""
    return lambda who, code="startgesprek-duizend": Talk(village, who, code)
