"""A home visit before the birth for the family of these tests: thought about, asked, planned."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from duizend.access.rules import OrganizationKind, Role
from duizend.consents.rules import EXPLAINED
from duizend.core.rls import acting_as
from duizend.directory.models import Intervention
from duizend.families.models import Family
from duizend.prenatal import actions
from duizend.referrals import actions as referrals
from duizend.visits.actions import Appointment
from tests.people import make_offer, make_organization, make_user

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

WORDS = ("blauwborst",)  # what was asked of youth health care


def fill(story: Everything, at: datetime) -> None:
    """Fatma told about it and asked; Wieke of youth health care took it and chose a day."""
    fatma, key = story.fatma, uuid.uuid4()
    jgz = make_organization("JGZ Blauwe Lucht", OrganizationKind.YOUTH_HEALTH_CARE)
    wieke = make_user("Wieke Storm", jgz, Role.YOUTH_NURSE)
    offer = make_offer(jgz, "Prenataal huisbezoek")
    offer.interventions.add(Intervention.objects.get(code="prenataal-huisbezoek-jgz"))
    now = timezone.now()
    with acting_as(fatma.pk):
        family = Family.objects.get(pk=story.family.pk)
        actions.think(family, EXPLAINED, timezone.localdate(), by=fatma, at=at)
        yes = actions.Yes(offer, EXPLAINED, "Bij de blauwborst")
        asked = actions.agree(family, yes, referral_id=key, by=fatma, at=now)
    with acting_as(wieke.pk):
        asked = referrals.take(asked, by=wieke, at=now)
        start = now + timedelta(days=4)
        actions.plan(
            asked,
            uuid.uuid4(),
            Appointment("prenatal_home_visit", start, 60, wieke),
            by=wieke,
            at=now,
        )
    story.ids["home_visit_request"] = key
