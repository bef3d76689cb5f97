"""For Amina something was looked for that is not there; for one thing something was found."""

from __future__ import annotations

from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.families.models import Family
from duizend.pathways import actions
from duizend.pathways.models import UnmetNeed
from duizend.signals.models import LifeDomain


def tell(teller: Teller, family: Family) -> None:
    """One family, so the region reads “fewer than ten”."""
    _missed(teller, family, "housing", "Een grotere woning in Gieten vóór de geboorte", 18)
    found = _missed(teller, family, "network", "Een oudergroep in de avond, in het Arabisch", 30)
    with teller.being("Fatma") as by:
        actions.say_found(found, by=by, at=teller.ago(9))


def _missed(
    teller: Teller, family: Family, life_domain: str, looked_for: str, days: int
) -> UnmetNeed:
    with teller.being("Fatma") as by:
        return actions.say_unmet(
            uuid4(),
            family,
            LifeDomain.objects.get(pk=life_domain),
            looked_for,
            by=by,
            at=teller.ago(days),
        )
