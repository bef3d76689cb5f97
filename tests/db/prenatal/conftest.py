"""Fatma, a midwife, and Noor of youth health care, which gives the visit. Noor has no relation yet."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from duizend.access.models import User
from duizend.access.rules import OrganizationKind, Role
from duizend.consents import actions as consents
from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.directory.models import Intervention, Offer
from duizend.families.models import Family
from duizend.prenatal import actions
from duizend.referrals import actions as referrals
from duizend.visits.actions import Appointment
from tests.people import (
    TODAY,
    Village,
    make_family,
    make_offer,
    make_organization,
    make_user,
    make_village,
)

EXPLAINED = ["what", "why", "which_data"]
REQUEST = "Wilt u bellen bij het lindehout?"


@dataclass
class Place:
    village: Village
    family: Family
    offer: Offer
    fatma: User
    kim: User
    noor: User
    jan: User
    sam: User


def visits_by(organization, name="Prenataal huisbezoek"):
    """This organisation gives the visit."""
    known = Intervention.objects.get_or_create(
        code="prenataal-huisbezoek-jgz",
        defaults={
            "name": "Prenataal huisbezoek",
            "phases": ["pregnancy"],
            "for_whom": "Zwangeren.",
            "life_domains": ["parenting"],
            "goal": "Samen voorbereiden.",
            "certainty": "verified",
            "checked_on": TODAY,
        },
    )[0]
    offer = make_offer(organization, name, life_domains=["pregnancy"], phases=["pregnancy"])
    offer.interventions.add(known)
    return offer


@pytest.fixture
def place():
    at = timezone.now()
    consents.load_consent_texts(read_rows("texts/consent.json", "consent_texts"), at=at)
    village = make_village()
    jgz = make_organization("JGZ Hunzeland", OrganizationKind.YOUTH_HEALTH_CARE)
    due = timezone.localdate() + timedelta(days=90)
    return Place(
        village,
        make_family(village.fatma, due_date=due, at=at - timedelta(days=60)),
        visits_by(jgz),
        village.fatma,
        village.kim,
        make_user("Noortje Wolf", jgz, Role.YOUTH_NURSE),
        make_user("Jan Kiers", jgz, Role.YOUTH_NURSE),
        village.sam,
    )


def agree(place, key=None, by=None, **changes):
    by = by or place.fatma
    yes = actions.Yes(
        **{"offer": place.offer, "explained": EXPLAINED, "request": REQUEST, **changes}
    )
    with acting_as(by.pk):
        return actions.agree(
            place.family, yes, referral_id=key or uuid4(), by=by, at=timezone.now()
        )


def taken(place, **changes):
    """Asked by Fatma, taken by Noor."""
    asked = agree(place, **changes)
    with acting_as(place.noor.pk):
        return referrals.take(asked, by=place.noor, at=timezone.now())


def appointment(place, start, kind="prenatal_home_visit", who=None):
    return Appointment(kind, start, 60, who or place.noor)


def planned(place, asked, start=None, key=None):
    start = start or timezone.now() + timedelta(days=3)
    with acting_as(place.noor.pk):
        return actions.plan(
            asked, key or uuid4(), appointment(place, start), by=place.noor, at=timezone.now()
        )


def held(place, asked, visit, kind="prenatal_home_visit"):
    now = timezone.now()
    with acting_as(place.noor.pk):
        actions.held(asked, visit, appointment(place, now, kind), by=place.noor, at=now)


def tell(place, asked, text="We hebben elkaar gesproken.", category="pregnancy", ready=True):
    with acting_as(place.noor.pk):
        actions.tell_back(asked, text, category, ready=ready, by=place.noor, at=timezone.now())


def the(found):
    """What has to be there."""
    assert found is not None
    return found
