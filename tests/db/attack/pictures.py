"""What the family of these tests drew and said on its pictures."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from duizend.core.rls import acting_as
from duizend.portraits import actions
from duizend.portraits.rules.codes import Picture

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

WORDS = ("kruisbessentaart", "hooizolder")  # what goes well, and what is asked


def fill(story: Everything, at: datetime) -> None:
    """Fatma filled in a triangle and drew a web with the mother; both are still drafts."""
    by, family = story.fatma, story.family
    with acting_as(by.pk):
        mother = family.people.get(role="pregnant")
        web = actions.start(uuid4(), family, Picture.WEB, mother, by=by, at=at)
        actions.set_mark(web.pk, "web_geld", 3, by=by, at=at)
        triangle = actions.start(uuid4(), family, Picture.TRIANGLE, by=by, at=at)
        words = actions.Words("Bij de kruisbessentaart", "Een eigen hooizolder", "now")
        for voice in ("parent", "professional"):
            actions.say(triangle.pk, "om_geld", voice, words, was=None, by=by, at=at)
    story.ids |= {
        "portrait_id": triangle.pk,
        "web_id": web.pk,
        "theme": "om_geld",
        "voice": "parent",
        "side": "surroundings",
    }
