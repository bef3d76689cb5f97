"""The organisations of the region, who works there, and what they offer."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import connection

from duizend.access.models import Municipality, Organization, User
from duizend.access.rules import Category, OrganizationKind, Role
from duizend.bench.names import MEN, WOMEN, family_names
from duizend.directory.models import Offer, StillTrue, Suggestion
from duizend.directory.rules import LINK_DAYS, OFFER_FORMS, Phase

if TYPE_CHECKING:
    from duizend.bench.region import Region

WHOLE_REGION = 20_000  # families; smaller regions get fewer organisations and people
# Of each kind: how many organisations, how many people in each, and who works there.
STAFF: dict[OrganizationKind, tuple[int, int, tuple[Role, ...]]] = {
    OrganizationKind.MIDWIFERY_PRACTICE: (16, 12, (Role.MIDWIFE,)),
    OrganizationKind.HOSPITAL_OBSTETRICS: (2, 10, (Role.OBSTETRICIAN, Role.MIDWIFE)),
    OrganizationKind.MATERNITY_CARE: (4, 24, (Role.MATERNITY_ASSISTANT,)),
    OrganizationKind.YOUTH_HEALTH_CARE: (4, 34, (Role.YOUTH_NURSE, Role.YOUTH_DOCTOR)),
    OrganizationKind.GENERAL_PRACTICE: (12, 4, (Role.GENERAL_PRACTITIONER,)),
    OrganizationKind.MENTAL_HEALTH: (3, 8, (Role.PSYCHOLOGIST,)),
    OrganizationKind.NEIGHBOURHOOD_TEAM: (8, 11, (Role.SOCIAL_WORKER,)),
    OrganizationKind.DEBT_SUPPORT: (3, 6, (Role.DEBT_COUNSELLOR,)),
    OrganizationKind.WELFARE: (4, 6, (Role.SOCIAL_WORKER,)),
    OrganizationKind.HOUSING: (2, 5, (Role.HOUSING_OFFICER,)),
    OrganizationKind.MUNICIPALITY: (3, 2, (Role.PROGRAMME_MANAGER,)),
}
OFFERS_EACH = 10  # some 600 in the whole region
CHECKED_ON = date(2026, 11, 1)
_PHASES = [phase.value for phase in Phase]
_FORMS = [form.value for form in OFFER_FORMS]
_LANGUAGES = ["ar", "en", "pl", "so", "ti", "tr", "uk"]
_DOMAINS = [c.value for c in Category if c not in {Category.CONTACT, Category.PLAN}]


def settle(region: Region) -> None:
    """Some 60 organisations over all municipalities, some 600 people, with a second factor."""
    dice = random.Random(1)  # noqa: S311  # invented people, the same every time
    municipalities = list(Municipality.objects.order_by("code"))
    size = min(1.0, region.families / WHOLE_REGION)
    organizations, people = [], []
    names = family_names()
    for kind, (count, staff, roles) in STAFF.items():
        for number in range(1, max(1, round(count * size)) + 1):
            organization = Organization(
                code=f"{kind.value.replace('_', '-')}-{number}",
                name=f"{kind.value.replace('_', ' ').capitalize()} {number}",
                kind=kind,
            )
            organizations.append(organization)
            people += [
                (organization, roles[0 if seat % 4 else -1], dice.choice(WOMEN + MEN))
                for seat in range(max(2, round(staff * max(size, 0.25))))
            ]
    Organization.objects.bulk_create(organizations)
    for index, organization in enumerate(organizations):
        # Each serves a few neighbouring municipalities; of every kind someone serves each.
        of_kind = [o for o in organizations if o.kind == organization.kind]
        place = of_kind.index(organization)
        organization.municipalities.set(
            m for at, m in enumerate(municipalities) if at % len(of_kind) == place or at == index
        )
    users = User.objects.bulk_create(
        User(
            email=f"bench-{number}@example.nl",
            password="!",  # noqa: S106  # nobody signs in with a password here
            given_name=given_name,
            family_name=dice.choice(names),
            role=role,
            organization=organization,
        )
        for number, (organization, role, given_name) in enumerate(people)
    )
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": "bench"})
        for user in users
    )
    _keep_true(_offer(organizations, dice), users[0])


def _offer(organizations: list[Organization], dice: random.Random) -> list[Offer]:
    """What every organisation offers, so that the menu is as long as a region's."""
    offers = Offer.objects.bulk_create(
        Offer(
            code=f"{organization.code}-{number}",
            name=f"Aanbod {number} van {organization.name}",
            life_domains=dice.sample(_DOMAINS, 2),
            phases=dice.sample(_PHASES, 3),
            forms=dice.sample(_FORMS, 2),
            sources=[],
            checked_on=CHECKED_ON,
            organization=organization,
            summary="Hulp die past bij dit gezin, dichtbij en snel.",
            languages=["nl", *dice.sample(_LANGUAGES, dice.randrange(3))],
            for_fathers=dice.random() < 0.2,
            informal=dice.random() < 0.3,
            free=dice.random() < 0.6,
            indication_needed=dice.random() < 0.3,
            waiting_days=dice.choice([None, 7, 21, 60]),
            waiting_checked_on=CHECKED_ON,
        )
        for organization in organizations
        for number in range(1, OFFERS_EACH + 1)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into directory_offer_municipalities (offer_id, municipality_id) "
            "select o.id, m.municipality_id from directory_offer o "
            "join access_organization_municipalities m using (organization_id) "
            "where o.id = any(%s)",
            [[offer.pk for offer in offers]],
        )
    return offers


def _keep_true(offers: list[Offer], sender: User) -> None:
    """Of every tenth offer the owner was asked whether it is still right, and somebody wrote."""
    asked = datetime.combine(CHECKED_ON, time(7, 30), UTC)
    StillTrue.objects.bulk_create(
        StillTrue(
            offer=offer,
            email=f"eigenaar-{offer.pk}@example.nl",
            asked_on=CHECKED_ON,
            expires=asked + timedelta(days=LINK_DAYS),
        )
        for offer in offers[::10]
    )
    Suggestion.objects.bulk_create(
        Suggestion(offer=offer, sender=sender, changes={"waiting_days": 30}, recorded=asked)
        for offer in offers[::10]
    )
