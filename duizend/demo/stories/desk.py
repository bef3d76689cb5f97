"""What came in at the intake desk, and what Fatma asked without a name. Nobody of the stories."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from duizend.access.models import Municipality
from duizend.consents.rules import EXPLAINED
from duizend.consultations import actions as consultations
from duizend.core.rls import acting_as
from duizend.demo.stories.telling import Teller
from duizend.intake import actions as intake
from duizend.intake.models import Desk, Item
from duizend.intake.rules import Word


def tell(teller: Teller) -> None:
    """Two pregnancies from the GP, of which one waits too long; a parent's own worry."""
    desk = Desk.objects.get(code="aanmeldpunt-kansrijke-start")
    place = Municipality.objects.get(pk="GM1680")
    waits = ("Fenna Oosting", "Ze wil weten waar ze terecht kan voor een uitzet.")
    _from_the_doctor(teller, desk, place, *waits, days=14)
    asks = ("Roosmarijn Tuinstra", "Ze wil weten hoe het straks moet met wonen en geld.")
    item = _from_the_doctor(teller, desk, place, *asks, days=3)
    with acting_as(None):
        intake.send_worry(
            intake.Worry(
                place,
                "Ik ben zwanger van de tweede en mijn man zit veel op zee. Ik weet niet hoe ik "
                "het straks red met de oudste.",
                reach="bellen kan na acht uur ’s avonds",
            ),
            desk,
            item_id=uuid4(),
            at=teller.now,
        )
    with teller.being("Josien") as josien:
        taken = intake.take(Item.objects.get(pk=item.pk), by=josien, at=teller.ago(1))
        intake.sort(
            taken,
            Word.SOCIAL,
            "Het gaat over wonen en geld.",
            by=josien,
            at=teller.ago(1),
        )
        intake.answer(taken, "Ik bel haar deze week.", by=josien, at=teller.ago(1))
    _without_a_name(teller)


def _from_the_doctor(
    teller: Teller, desk: Desk, place: Municipality, name: str, asks: str, *, days: int
) -> Item:
    due_on: date = teller.today + timedelta(days=150)
    contact = {
        "name": name,
        "phone": "06-00 00 02 77, liefst ’s ochtends",
        "goes_well": "Haar zus komt elke week en past op.",
        "asks": asks,
    }
    with teller.being("Hans") as hans:
        told = intake.Notice(
            place, contact, list(EXPLAINED), teller.today - timedelta(days=days), due_on
        )
        return intake.send_notice(told, desk, item_id=uuid4(), by=hans, at=teller.ago(days))


def _without_a_name(teller: Teller) -> None:
    with teller.being("Fatma") as fatma:
        asked = consultations.ask(
            consultations.Asked(
                "Schulden en een zwangerschap, waar beginnen?",
                "Een vrouw van rond de twintig, enkele maanden zwanger, heeft schulden en maakt "
                "de post niet open. Waar kan zij beginnen zonder dat het meteen een traject is?",
                role="debt_counsellor",
            ),
            consultation_id=uuid4(),
            by=fatma,
            at=teller.ago(2),
        )
    with teller.being("Ruud") as ruud:
        consultations.say(
            asked,
            "Begin samen met de ongeopende post, bij haar thuis. Dat kan vrij en kost niets. Pas "
            "daarna kijken we wat er verder nodig is.",
            by=ruud,
            at=teller.ago(1),
        )
