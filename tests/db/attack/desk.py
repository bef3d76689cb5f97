"""What came in at a desk about the family of these tests, and what Fatma asked without a name."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from duizend.access.models import Municipality
from duizend.access.rules import OrganizationKind
from duizend.consultations import actions as consultations
from duizend.core.rls import acting_as
from duizend.families.models import Family
from duizend.intake import actions as intake
from duizend.intake.models import Desk, Item
from duizend.intake.rules import Word
from tests.people import make_municipality, make_organization

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

WORDS = ("lisdodde",)  # what was asked without a name; nobody else is asked


def fill(story: Everything, at: datetime) -> None:
    """Fatma's practice keeps the desk; she linked a parent's worry to this family."""
    by, ids = story.fatma, story.ids
    item_id, consultation_id = uuid.uuid4(), uuid.uuid4()
    ids |= {"item_id": item_id, "consultation_id": consultation_id}
    place = Municipality.objects.get(pk="GM1680")
    with acting_as(None):
        intake.load_desks(
            [
                _another_desk(),
                {
                    "code": "aanmeldpunt",
                    "name": "Aanmeldpunt",
                    "organization": by.organization.code,
                    "municipalities": [place.pk],
                    "terms": {},
                    "keep_days": 28,
                    "checked_on": "2026-11-23",
                },
            ],
            at=at,
        )
        intake.send_worry(
            intake.Worry(place, "Wie helpt met de huur?"),
            Desk.objects.get(code="aanmeldpunt"),
            item_id=item_id,
            at=timezone.now(),
        )
    _elsewhere(story, place, at)
    with acting_as(by.pk):
        item = intake.take(Item.objects.get(pk=item_id), by=by, at=at)
        intake.link(item, Family.objects.get(pk=story.family.pk), by=by, at=at)
        consultations.ask(
            consultations.Asked(
                "Een lisdodde", "Wie weet iets van een lisdodde?", role="obstetrician"
            ),
            consultation_id=consultation_id,
            by=by,
            at=at,
        )


def _another_desk() -> dict[str, object]:
    kept_by = make_organization("Aanmeldpunt Elders", OrganizationKind.WELFARE)
    place = make_municipality("GM0118", "Hoogeveen")
    return {
        "code": "elders",
        "name": "Aanmeldpunt Elders",
        "organization": kept_by.code,
        "municipalities": [place.pk],
        "terms": {},
        "keep_days": 28,
        "checked_on": "2026-11-23",
    }


def _elsewhere(story: Everything, place: Municipality, at: datetime) -> None:
    """A worry of somebody else, sorted, that another desk was asked to take over."""
    by, key = story.fatma, uuid.uuid4()
    with acting_as(None):
        intake.send_worry(
            intake.Worry(place, "Wie denkt er mee?"),
            Desk.objects.get(code="aanmeldpunt"),
            item_id=key,
            at=timezone.now(),
        )
    there = Municipality.objects.get(pk="GM0118")
    with acting_as(by.pk):
        item = intake.take(Item.objects.get(pk=key), by=by, at=at)
        intake.sort(item, Word.SOCIAL, "Het gaat over wonen", by=by, at=at)
        story.ids["move_id"] = intake.ask_desk(item, there, agreed=True, by=by, at=at).pk
