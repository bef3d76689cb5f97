"""For the family of these tests nothing fitted, once with words that are shielded."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from duizend.core.rls import acting_as
from duizend.pathways import actions
from duizend.signals.models import LifeDomain

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

WORDS = ("koolzaadveld",)  # what was looked for and not there
SHIELDED = ("bilzekruidblad",)  # the same, about safety


def fill(story: Everything, at: datetime) -> None:
    """Fatma wrote down that nothing on the menu fitted, twice."""
    by = story.fatma
    with acting_as(by.pk):
        for code, words in (("housing", WORDS[0]), ("safety", SHIELDED[0])):
            kept = actions.say_unmet(
                uuid4(),
                story.family,
                LifeDomain.objects.get(pk=code),
                f"Een {words} bij huis",
                by=by,
                at=at,
            )
            story.ids["need_id" if code == "housing" else "shielded_need"] = kept.pk
