"""Our invented village. Builders use the real actions, so only reachable states exist.

Noor (youth nurse) and Fatma (midwife) work with the El Amrani family; Kim is Fatma's
colleague without a care relation; Sam is a stranger; Ruud does debt support; Yara is a
student of Noor; Petra leads the coalition's programme and sees no families.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.utils import timezone

from duizend.access.models import Municipality, Organization, User
from duizend.access.rules import OrganizationKind, Role
from duizend.consents import actions as consents
from duizend.consents.models import Consent
from duizend.core.rls import acting_as
from duizend.directory.models import Offer
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import Family, PersonRole
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral

# A Monday morning, everywhere in the tests.
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
TODAY = NOW.date()
# 27 weeks and 3 days on TODAY.
DUE = date(2027, 2, 19)


def make_municipality(code: str = "GM1680", name: str = "Aa en Hunze") -> Municipality:
    return Municipality.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_organization(name: str, kind: OrganizationKind) -> Organization:
    with acting_as(None):  # set by the installation, by nobody who signed in
        made, _created = Organization.objects.get_or_create(
            code=name.lower().replace(" ", "-"), defaults={"name": name, "kind": kind}
        )
    made.municipalities.add(make_municipality())
    return made


def make_user(
    name: str, organization: Organization, role: Role, *, supervisor: User | None = None
) -> User:
    given, _, family = name.partition(" ")
    with acting_as(None):
        return User.objects.create_user(
            f"{given.lower()}.{family.lower().replace(' ', '-')}@example.nl",
            "een-lang-wachtwoord",
            given_name=given,
            family_name=family,
            role=role,
            organization=organization,
            supervisor=supervisor,
        )


def signed_in(user: User) -> Client:
    """A browser of somebody who came in with a password and a second factor."""
    client = Client()
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}}
    )
    client.force_login(user)
    return client


SAMIRA = NewPerson(
    PersonRole.PREGNANT,
    "Samira",
    "El Amrani",
    {
        "birth_date": date(1998, 5, 14),
        "phone": "06 0000 0001",
        "postal_code": "9461 AA",
        "city": "Gieten",
        "language": "Nederlands",
        "literacy": "effort",
    },
)
LEO = NewPerson(PersonRole.PARTNER, "Leo", "Bos", {"birth_date": date(1996, 2, 3)})
ELS = NewPerson(PersonRole.NETWORK, "Els", "", {"relationship": "buurvrouw"})


def make_family(by: User, *, people: list[NewPerson] | None = None, **changes: Any) -> Family:
    """The El Amrani – Bos family of Aa en Hunze, registered by this person."""
    make_municipality()
    with acting_as(by.pk):
        return families.register(
            people=people or [SAMIRA, LEO, ELS],
            municipality_code=changes.get("municipality_code", "GM1680"),
            due_date=changes.get("due_date", DUE),
            by=by,
            at=changes.get("at", NOW),
        )


@dataclass(frozen=True)
class Village:
    """Everybody around the El Amrani family, which Fatma registered.

    Noor (of another organisation) and Yara, her student, are in the team around it; Kim,
    Sam, Ruud and Petra are not. Nothing is shared until `share` says so.
    """

    family: Family
    fatma: User
    kim: User
    noor: User
    yara: User
    ruud: User
    sam: User
    petra: User


def make_village() -> Village:
    wieg = make_organization("Praktijk De Wieg", OrganizationKind.MIDWIFERY_PRACTICE)
    jgz = make_organization("JGZ Drenthe", OrganizationKind.YOUTH_HEALTH_CARE)
    debts = make_organization("Schuldhulp Drenthe", OrganizationKind.DEBT_SUPPORT)
    team = make_organization("Wijkteam Assen", OrganizationKind.NEIGHBOURHOOD_TEAM)
    town = make_organization("Gemeente Aa en Hunze", OrganizationKind.MUNICIPALITY)
    fatma = make_user("Fatma Aydin", wieg, Role.MIDWIFE)
    noor = make_user("Noor Bakker", jgz, Role.YOUTH_NURSE)
    village = Village(
        family=make_family(fatma),
        fatma=fatma,
        kim=make_user("Kim de Jong", wieg, Role.MIDWIFE),
        noor=noor,
        yara=make_user("Yara Haddad", jgz, Role.STUDENT, supervisor=noor),
        ruud=make_user("Ruud Klein", debts, Role.DEBT_COUNSELLOR),
        sam=make_user("Sam Postma", team, Role.SOCIAL_WORKER),
        petra=make_user("Petra Vos", town, Role.PROGRAMME_MANAGER),
    )
    add_to_team(village.family, noor, by=fatma)
    add_to_team(village.family, village.yara, by=noor)
    return village


def add_to_team(family: Family, who: User, *, by: User) -> None:
    """A care relation with this family, also for somebody of another organisation.

    The product opens that door only for a referral that was taken; tests of what comes
    after go in by the back (tests/conftest.py). `by` is somebody of the team.
    """
    with acting_as(by.pk), connection.cursor() as cursor:
        cursor.execute("select tests.let_in(%s, %s, %s)", [family.pk, who.pk, NOW])


def leaves_the_team(family: Family, who: User) -> None:
    """The care relation ended a day ago, whatever the clock of the machine says."""
    with connection.cursor() as cursor:
        cursor.execute("select tests.let_out(%s, %s)", [family.pk, who.pk])


def share(family: Family, categories: list[str], *, by: User, to: Organization) -> Consent:
    """The family lets `by`'s organisation tell `to` these things, from today, for a year.

    With the permission to keep it available, so that it can be looked up. The database
    looks at its own clock, so this is not on TODAY but now.
    """
    at = timezone.now()
    with acting_as(by.pk):
        consents.permit_exchange(family, given_by="Samira El Amrani", by=by, at=at)
        return consents.give(
            family,
            to,
            purpose="coordination",
            categories=categories,
            explained=["what", "why", "which_data"],
            period_end=timezone.localdate() + timedelta(days=365),
            given_by="Samira El Amrani",
            by=by,
            at=at,
        )


def make_offer(organization: Organization, name: str = "Hulp bij geld", **changes: Any) -> Offer:
    """Something this organisation offers in Aa en Hunze; free and without an indication."""
    code = name.lower().replace(" ", "-")
    offer = Offer.objects.create(
        **{
            "code": code,
            "name": name,
            "organization": organization,
            "summary": f"{name} voor gezinnen.",
            "life_domains": ["money"],
            "phases": ["pregnancy", "postpartum", "child"],
            "free": True,
            "checked_on": TODAY,
            **changes,
        }
    )
    offer.municipalities.add(make_municipality())
    return offer


def make_referral(
    family: Family,
    *,
    by: User,
    to: Organization,
    categories: Sequence[str] = (),
    request: str = "Wilt u Samira bellen over de rekeningen?",
    at: datetime | None = None,
    **changes: Any,
) -> Referral:
    """A referral that was sent; `share` gave the consent for it before."""
    at = at or timezone.now()
    with acting_as(by.pk):
        draft = referrals.save_draft(
            family,
            referrals.Asked(to, list(categories), request, **changes),
            referral_id=uuid4(),
            by=by,
            at=at,
        )
        return referrals.send(draft, by=by, at=at)
