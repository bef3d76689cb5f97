"""The coalition writes at its route cards: one version starts soon, one draft is not ready yet."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.pathways.models import RouteCard
from duizend.route_cards import actions
from duizend.route_cards.rules import drafting

STARTS = 14  # days from now


def tell(teller: Teller) -> None:
    """Petra has a card set that was talked about; Roos began at another one."""
    at = teller.ago(1)
    with teller.being("Petra") as by:
        network = RouteCard.objects.filter(code="klein-netwerk").latest("version")
        content = drafting.from_card(network.content)
        content["note"] = "Na een half jaar kijken we samen of dit helpt."
        draft = actions.add_draft(uuid4(), content, based_on=network.version, by=by, at=at)
        actions.set_draft(
            draft,
            set_on=teller.today + timedelta(days=STARTS),
            set_by="Demo-coalitie Aa en Hunze en Hoogeveen (verzonnen)",
            decision="Besproken in het coalitieoverleg; over een half jaar kijken we terug.",
            by=by,
            at=at,
        )
    with teller.being("Roos") as by:
        smoke_free = RouteCard.objects.filter(code="rookvrije-start").latest("version")
        content = drafting.from_card(smoke_free.content)
        draft = actions.add_draft(uuid4(), content, based_on=smoke_free.version, by=by, at=at)
        about = drafting.part(content, "about")
        actions.save_part(
            draft,
            "about",
            about | {"note": "Ook de partner en de grootouders vragen."},
            seen=drafting.stamp(about),
            by=by,
            at=at,
        )
