"""Our invented village. Builders use the real actions, so only reachable states exist.

Noor (youth nurse) and Fatma (midwife) work with the El Amrani family; Kim is Fatma's
colleague without a care relation; Sam is a stranger; Ruud does debt support; Yara is a
student of Noor; Petra leads the coalition's programme and sees no families.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.test import Client

from duizend.access.models import Municipality, Organization, User
from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import Family, PersonRole

# A Monday morning, everywhere in the tests.
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
TODAY = NOW.date()
# 27 weeks and 3 days on TODAY.
DUE = date(2027, 2, 19)


def make_municipality(code: str = "GM1680", name: str = "Aa en Hunze") -> Municipality:
    return Municipality.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_organization(name: str, kind: OrganizationKind) -> Organization:
    made, _created = Organization.objects.get_or_create(
        code=name.lower().replace(" ", "-"), defaults={"name": name, "kind": kind}
    )
    made.municipalities.add(make_municipality())
    return made


def make_user(
    name: str, organization: Organization, role: Role, *, supervisor: User | None = None
) -> User:
    given, _, family = name.partition(" ")
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
