"""Two questions of Kim for Marloes: one stays without an answer, one was declined."""

from __future__ import annotations

from duizend.core.rls import acting_as
from duizend.demo.stories.telling import Teller
from duizend.demo.stories.veenstra import SPEAKER
from duizend.families.models import Family
from duizend.follow_up import actions
from duizend.referrals import actions as referrals


def tell(teller: Teller) -> None:
    """Comes after the families. What stays silent reaches everybody up to the process director."""
    with teller.being("Kim"):
        family = Family.objects.get(name__contains="Veenstra")
    teller.consent(family, "woonstede-noord", ["contact", "housing"], "Kim", 31, given_by=SPEAKER)
    teller.refer(
        family,
        "demo-woonoverleg",
        ["contact", "housing"],
        "Marloes zoekt een woning op de begane grond. Wilt u met haar kijken wat er kan?",
        "Kim",
        30,
    )
    teller.consent(
        family, "huisartsen-hunzehof", ["contact", "mental"], "Kim", 10, given_by=SPEAKER
    )
    asked = teller.refer(
        family,
        "demo-poh-gesprek",
        ["contact"],
        "Marloes wil graag overdag een paar gesprekken, met Finn erbij.",
        "Kim",
        9,
    )
    with teller.being("Hans") as hans:
        referrals.decline(
            asked,
            "De praktijkondersteuner heeft pas na de jaarwisseling weer plek.",
            by=hans,
            at=teller.ago(5),
        )
    with acting_as(None):
        actions.climb(at=teller.now)
