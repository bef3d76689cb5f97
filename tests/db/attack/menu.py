"""What waits on the menu: a suggestion of Fatma, and the question to the owner of an offer.

Both are about an offer and never about a family.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.directory import actions, links
from duizend.directory.models import Offer, StillTrue

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything


def fill(story: Everything, at: datetime) -> None:
    offer = Offer.objects.get(code="hulp-bij-geld")
    suggestion_id = uuid.uuid4()
    with acting_as(story.fatma.pk):
        actions.suggest(offer, {"price": "Gratis"}, key=suggestion_id, by=story.fatma, at=at)
    with acting_as(None):
        question = StillTrue.objects.create(
            offer=offer,
            email="eigenaar@example.nl",
            asked_on=timezone.localdate(at),
            expires=at + timedelta(days=30),
        )
    story.ids |= {"suggestion_id": suggestion_id, "token": links.token(question.pk)}
