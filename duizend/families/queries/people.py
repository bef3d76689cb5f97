"""Who belongs to a family, who may speak for it, and who works with it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from duizend.access.models import User
from duizend.access.rules import WORKS_WITH_FAMILIES
from duizend.families import bsn
from duizend.families.models import (
    CareRelation,
    Family,
    Identifier,
    Person,
    PersonRole,
    Pregnancy,
)
from duizend.families.rules.bsn import masked


def people_of_now(family: Family) -> QuerySet[Person]:
    """Who belongs to the family and its own network, those who left not included."""
    return Person.objects.filter(family=family, left_on=None).order_by("birth_date", "recorded")


def who_can_decide(family: Family) -> list[Person]:
    """The mother (to be) first, then her partner: who speaks for the family."""
    roles = [PersonRole.PREGNANT, PersonRole.PARTNER]
    adults = [p for p in family.people.all() if p.role in roles and not p.left_on]
    return sorted(adults, key=lambda person: roles.index(PersonRole(person.role)))


def mother(family: Family) -> Person | None:
    """The mother (to be), from the people already fetched where they are."""
    return next(
        (p for p in family.people.all() if p.role == PersonRole.PREGNANT and not p.left_on), None
    )


def pregnancy_of_now(family: Family) -> Pregnancy | None:
    """The pregnancy that goes on, when it may be seen."""
    going_on = (p for p in family.pregnancies.all() if not p.ended_on and not p.born_on)
    return max(going_on, key=lambda p: p.recorded, default=None)


def colleagues_outside(family: Family, user: User) -> QuerySet[User]:
    """Who of the own organisation may still be added to the team around this family."""
    inside = CareRelation.objects.filter(family=family, period_end=None).values("practitioner_id")
    return (
        User.objects.filter(
            organization_id=user.organization_id, is_active=True, role__in=WORKS_WITH_FAMILIES
        )
        .exclude(pk__in=inside)
        .order_by("given_name", "family_name")
    )


def masked_bsns(family: Family) -> dict[UUID, str]:
    """Per person the last three digits of the BSN that one's own organisation keeps."""
    return {
        identifier.person_id: masked(bsn.opened(identifier.ciphertext))
        for identifier in Identifier.objects.filter(family=family)
    }


def care_team(family: Family) -> QuerySet[CareRelation]:
    """Who works with this family now, in the order in which they came."""
    return (
        CareRelation.objects.current()
        .filter(family=family)
        .select_related("practitioner", "organization")
        .order_by("period_start")
    )
