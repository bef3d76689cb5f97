"""What is not right on the menu: one suggestion waits for Noor, one was not taken over."""

from __future__ import annotations

from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.directory import actions
from duizend.directory.models import Offer


def tell(teller: Teller) -> None:
    longer = Offer.objects.get(code="demo-stevig-ouderschap")
    fathers = Offer.objects.get(code="demo-vadergroep")
    with teller.being("Fatma") as by:
        actions.suggest(
            longer,
            {"waiting_days": 28},
            "Vorige week zeiden ze aan de telefoon dat het vier weken duurt.",
            key=uuid4(),
            by=by,
            at=teller.ago(2),
        )
        asked = actions.suggest(fathers, {"days": ["sat"]}, key=uuid4(), by=by, at=teller.ago(9))
    with teller.being("Roos") as by:
        actions.decline(
            asked, "Nog niet: de zaterdag begint pas in het voorjaar.", by=by, at=teller.ago(6)
        )
