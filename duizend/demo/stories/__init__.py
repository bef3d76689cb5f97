"""Invented families, each at another point of the journey.

The situations of three mirror the cases of source 002 (Pharos, Inspiratiedossier lokale
coalities Kansrijke Start); names, words and details are our own. Told by the real
actions, as the people who did it, so the demo shows only what the product can do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from duizend.access.models import AuditEvent, Organization, User
from duizend.core.rls import acting_as
from duizend.demo.stories import (
    brand,
    coalition,
    desk,
    haddad,
    home_visit,
    kok,
    menu,
    offers,
    silence,
    taken_along,
    vault,
    veenstra,
)
from duizend.demo.stories.telling import Teller

STORIES = (haddad, kok, veenstra, brand)


def tell(
    people: Mapping[str, User], organizations: Mapping[str, Organization], *, now: datetime
) -> int:
    """Tell the stories that were not told yet; gives how many families were added."""
    if _told(people):
        return 0
    with transaction.atomic():
        for story in STORIES:
            story.tell(Teller(people, organizations, now))
        taken_along.tell(Teller(people, organizations, now))
        vault.tell(Teller(people, organizations, now))
        home_visit.tell(Teller(people, organizations, now))
        desk.tell(Teller(people, organizations, now))
        coalition.tell(Teller(people, organizations, now))
        menu.tell(Teller(people, organizations, now))
        offers.tell(Teller(people, organizations, now))
        silence.tell(Teller(people, organizations, now))
    return len(STORIES)


def _told(people: Mapping[str, User]) -> bool:
    registrar = people["Fatma"]
    with acting_as(registrar.pk):
        return AuditEvent.objects.filter(agent=registrar, action="families.register").exists()
