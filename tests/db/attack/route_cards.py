"""A card that the coalition writes: no words of a family, and shut for who does not set it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.pathways.models import RouteCard
from duizend.route_cards import actions
from duizend.route_cards.rules import drafting
from tests.people import make_organization, make_user

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything


def fill(story: Everything, at: datetime) -> None:
    """Roos writes a new version of the card that fits this family."""
    town = make_organization("Gemeente Aa en Hunze", OrganizationKind.MUNICIPALITY)
    roos = make_user("Roos Hofman", town, Role.PROCESS_DIRECTOR)
    card = RouteCard.objects.get(code=story.ids["card"], version=str(story.ids["version"]))
    with acting_as(roos.pk):
        draft = actions.add_draft(
            uuid4(), drafting.from_card(card.content), based_on=card.version, by=roos, at=at
        )
    story.ids |= {"card_draft_id": draft.pk, "where": "omlaag"}
