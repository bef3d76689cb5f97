"""The desk: Josien and Mees keep it for Aa en Hunze; Hans, a GP, sends something to it."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from duizend.access.models import User
from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.intake import actions
from duizend.intake.models import Desk, Item
from tests.people import (
    Village,
    make_municipality,
    make_organization,
    make_user,
    make_village,
)

DESK = {
    "code": "aanmeldpunt",
    "name": "Aanmeldpunt Kansrijke Start",
    "organization": "aanmeldpunt",
    "municipalities": ["GM1680"],
    "terms": {},
    "keep_days": 28,
    "checked_on": "2026-11-23",
}
EXPLAINED = ["what", "why", "which_data"]
CONTACT = {
    "name": "Zwaantje Quadvlieg",
    "phone": "06 7391 8264",
    "goes_well": "Haar zus komt elke dag.",
    "asks": "Rust en hulp bij de veerpont.",
}


@dataclass
class Place:
    """The desk and everybody around it."""

    village: Village
    desk: Desk
    josien: User
    mees: User
    hans: User
    greet: User


@pytest.fixture(autouse=True)
def _no_counters_of_other_tests():
    cache.clear()


@pytest.fixture
def place():
    village = make_village()
    desk = make_organization("Aanmeldpunt", OrganizationKind.YOUTH_HEALTH_CARE)
    gp = make_organization("Huisartsen Hunzehof", OrganizationKind.GENERAL_PRACTICE)
    with acting_as(None):
        actions.load_desks([DESK], at=timezone.now())
    return Place(
        village,
        Desk.objects.get(),
        make_user("Josien Drent", desk, Role.YOUTH_NURSE),
        make_user("Mees Wolda", desk, Role.MATERNITY_ASSISTANT),
        make_user("Hans Meijer", gp, Role.GENERAL_PRACTITIONER),
        make_user("Greet Hof", gp, Role.GENERAL_PRACTITIONER),
    )


def send(place, key=None, **changes):
    at = changes.pop("at", timezone.now())
    told = {
        "municipality": make_municipality(),
        "contact": CONTACT,
        "explained": EXPLAINED,
        "consented_on": date(2026, 11, 23),
        "due_on": date(2027, 3, 1),
        "shielded": "",
        **changes,
    }
    with acting_as(place.hans.pk):
        return actions.send_notice(
            actions.Notice(**told),
            place.desk,
            item_id=key or uuid4(),
            by=place.hans,
            at=at,
        )


def worry(place, words="Ik slaap niet en ben bang voor de huur.", key=None, **changes):
    key = key or uuid4()
    with acting_as(None):
        actions.send_worry(
            actions.Worry(make_municipality(), words, **changes),
            place.desk,
            item_id=key,
            at=timezone.now(),
        )
    return key


def found(user, item_id):
    with acting_as(user.pk):
        return Item.objects.filter(pk=item_id).first()


def the(found):
    """What has to be there."""
    assert found is not None
    return found
