"""The village with our own lists, and a conversation in which something is said."""

import pytest

from duizend.access.rules import Role
from duizend.core.rls import acting_as
from duizend.flags import queries
from tests.db.questionnaires.conftest import Talk, village  # noqa: F401 - a fixture
from tests.people import add_to_team, make_user


@pytest.fixture
def told(village):  # noqa: F811
    """Fatma asked item 9 of the PHQ-9, alone with her; the answer is above zero."""
    talk = Talk(village, village.fatma, "phq-9")
    talk.says("duizend-alone", "yes")
    talk.says("phq9", answer_of(talk, "phq9", 1))
    return talk


@pytest.fixture
def hilde(village):  # noqa: F811
    """A midwife of Fatma's practice, in the team around the family."""
    user = make_user("Hilde Mulder", village.fatma.organization, Role.MIDWIFE)
    add_to_team(village.family, user, by=village.fatma)
    return user


def answer_of(talk, link_id, place):
    """The key of the answer at this place in the list of choices."""
    from duizend.questionnaires.queries import form_of

    with acting_as(talk.who.pk):
        return form_of(talk.response.version).by_link_id[link_id].options[place].key


def flags_for(user, family):
    with acting_as(user.pk):
        return list(queries.of_family(family))


def only_flag(user, family):
    (flag,) = flags_for(user, family)
    return flag
