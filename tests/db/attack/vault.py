"""What stands in the vault about the family of these tests. Its words are used nowhere else."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.safeguarding import actions
from duizend.safeguarding.rules import Kind, Words

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

VAULT_WORDS = (
    "egelantier",  # what was seen
    "kattenstaart",  # the function that was consulted
    "duizendblad",  # the decision
    "zeekraal",  # why steps were released
)


def fill(story: Everything, at: datetime) -> None:
    """Fatma keeps a case; a step was released, read, and taken back."""
    fatma, ids = story.fatma, story.ids
    today = timezone.localdate(at)
    with acting_as(fatma.pk):
        case = actions.start(uuid.uuid4(), by=fatma, at=at, family_id=story.family.pk)
        for words in (
            Words(Kind.SIGNALS, today, "De egelantier bloeit"),
            Words(Kind.CONSULT, today, "Gebeld", function="kattenstaart"),
            Words(Kind.DECIDE, today, "Het duizendblad plukken", report=True),
        ):
            ids["entry_id"] = actions.write_step(uuid.uuid4(), case, words, by=fatma, at=at)
        made = actions.release(uuid.uuid4(), case, ["signals"], "De zeekraal", by=fatma, at=at)
        actions.read_release(made, by=fatma, at=at)
        actions.take_back(made, "Geen zeekraal meer", by=fatma, at=at)
    ids |= {"case_id": case.pk, "release_id": made.pk, "path": "signalen"}
