"""What another list brought up, in the words of who did it: the list itself is of its owner."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.families.models import Family
from duizend.instruments import actions
from duizend.questionnaires.models import InstrumentSlot


def kept(teller: Teller, family: Family, name: str, days: int) -> None:
    with teller.being(name) as by:
        slot = InstrumentSlot.objects.get(code="alpha-nl")
        outcome = actions.Outcome(
            done_on=teller.today - timedelta(days=days),
            done_by="",
            summary=(
                "Amina heeft veel aan Karim en aan haar buurvrouw. Ze was eerder een tijd somber "
                "en wil daar in deze zwangerschap op tijd over praten."
            ),
            attention="Vraag bij elk contact hoe ze slaapt.",
        )
        actions.record(uuid4(), family, slot, outcome, by=by, at=teller.ago(days))
