"""What a parent filled in at home and nobody has opened yet: not even the sender reads it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from duizend.beforehand import actions, keys, queries
from duizend.core.rls import acting_as, tell_database_link
from duizend.families.queries import mother
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.rules.answers import Given

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

UNREAD = "dotterbloem"  # what was filled in at home


def fill(story: Everything, at: datetime) -> None:
    """Fatma sent a list; the parent filled something in."""
    fatma, family = story.fatma, story.family
    made = keys.make()
    with acting_as(fatma.pk):
        person = mother(family)
        assert person is not None
        asked = actions.Asked(Questionnaire.objects.get(slug="startgesprek"), person, "nl", 7)
        sent, _keys = actions.send(uuid.uuid4(), family, asked, given=made, by=fatma, at=at)
    story.ids["invitation_id"] = sent.pk
    _entered, session = actions.enter(made.link, made.code, at=at)
    with acting_as(None):
        seen = queries.visit(session)
        assert seen is not None
        actions.keep_answer(seen, "K1", Given(text=f"De {UNREAD} bloeit"), at=at)
        tell_database_link("")
