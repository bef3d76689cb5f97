"""Tiny Kok heard about a home visit before the birth, and thinks about it. No day is set: it is hers."""

from __future__ import annotations

from duizend.consents.rules import EXPLAINED
from duizend.demo.stories.telling import Teller
from duizend.families.models import Family
from duizend.prenatal import actions as prenatal


def tell(teller: Teller) -> None:
    with teller.being("Fatma") as fatma:
        family = Family.objects.filter(people__family_name="Kok").distinct().get()
        prenatal.think(family, EXPLAINED, None, by=fatma, at=teller.ago(2))
