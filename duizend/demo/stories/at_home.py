"""A list for at home: of the demo its card and code are known, so that anybody can try it."""

from __future__ import annotations

from uuid import uuid4

from duizend.beforehand import actions
from duizend.beforehand.keys import Keys
from duizend.demo.stories.telling import Teller
from duizend.families.models import Family
from duizend.families.queries import who_can_decide
from duizend.questionnaires.models import Questionnaire

# For invented people only; elsewhere a link and a code are drawn at random and shown once.
CARD = Keys("SAMENTHUYS26", "272727")


def sent(teller: Teller, family: Family, name: str) -> None:
    """The Startgesprek, to look at in peace before the next visit."""
    with teller.being(name) as by:
        mother = who_can_decide(family)[0]
        asked = actions.Asked(Questionnaire.objects.get(slug="startgesprek"), mother, "nl", 14)
        actions.send(uuid4(), family, asked, given=CARD, by=by, at=teller.now)
