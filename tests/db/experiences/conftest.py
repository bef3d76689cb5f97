"""The village with our own lists, and parents who answer."""

import pytest

from duizend.core.rls import acting_as
from duizend.experiences import actions, codes
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.queries import latest_version
from tests.db.questionnaires.conftest import village  # noqa: F401 - a fixture
from tests.people import NOW

GLAD = {"heard": "yes", "doable": "yes", "pleasant": "partly"}


@pytest.fixture
def parents(village):  # noqa: F811
    """`parents(7)`: so many parents answer after a talk with Fatma."""

    def answer(count, given=GLAD, *, of=village.fatma, slug="startgesprek", at=NOW):
        for _n in range(count):
            with acting_as(None):
                actions.keep(code_of(of, slug), given, at=at)

    return answer


def code_of(user, slug="startgesprek"):
    version = latest_version(Questionnaire.objects.get(slug=slug))
    return codes.make(codes.About(user.organization_id, version.pk))
