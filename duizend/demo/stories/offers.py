"""A list of offers came by mail; Roos looked at it, and brings it in another day."""

from __future__ import annotations

from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.exchange import actions
from duizend.exchange.rules.plans import Wishes

LIST = """\
Kenmerk elders;Naam;Organisatie;Soort organisatie;Gemeenten;Wat is het;Fase;Gaat over;Vorm;Talen;\
Wachttijd in dagen;Gratis;Gecontroleerd op;Bronnen
nest-1;Babykamer op de Brink;Stichting Het Voorbeeldnest;welfare;Aa en Hunze;Samen spullen voor de \
baby uitzoeken.;zwangerschap;geld;spullen;Nederlands;0;ja;2026-11-02;Verzonnen voor de demo (2026)
nest-2;Praten met een doula;Stichting Het Voorbeeldnest;welfare;Nergenshuizen;Iemand loopt mee.;\
zwangerschap;netwerk;thuis;Nederlands;twee weken;ja;2026-11-02;Verzonnen voor de demo (2026)
"""


def tell(teller: Teller) -> None:
    """One line is good, one is refused for two reasons; nothing is brought in yet."""
    with teller.being("Roos") as by:
        actions.keep(uuid4(), LIST.encode(), "aanbod-nest.csv", Wishes(), by=by, at=teller.ago(1))
