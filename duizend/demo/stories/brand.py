"""Lotte lives in Hoogeveen, alone, eight weeks along: the early cards and the programme there."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import PersonRole
from duizend.signals import actions as signals

# 8 weeks today.
DAYS_UNTIL_DUE = 280 - 8 * 7


def tell(teller: Teller) -> None:
    """With her consent to look further; nothing was decided about any step yet."""
    mother = NewPerson(
        PersonRole.PREGNANT,
        "Lotte",
        "Brand",
        {
            "birth_date": date(2001, 4, 8),
            "phone": "06-00 00 04 01",
            "postal_code": "7901 AB",
            "city": "Hoogeveen",
            "language": "Nederlands",
        },
    )
    with teller.being("Els") as els:
        family = families.register(
            people=[mother],
            municipality_code="GM0118",
            due_date=teller.today + timedelta(days=DAYS_UNTIL_DUE),
            by=els,
            at=teller.ago(5),
        )
    said = ["poverty", "single_parent", "smoking", "wants_to_quit", "asks_for_help"]
    teller.notice(family, said, "Els", 4)
    with teller.being("Els") as els:
        signals.appraise(
            uuid4(),
            family,
            signals.Decision(
                situation="vulnerable",
                reason="Ze staat er alleen voor en het geld is krap; ze vraagt zelf om hulp.",
                parent_view="agrees",
                parent_words="Ik wil het goed doen, maar niet alles alleen.",
                parent_was_there=True,
                decided_on=teller.ago(4).date(),
                again_on=teller.today + timedelta(days=60),
            ),
            seen=None,
            by=els,
            at=teller.ago(4),
        )
