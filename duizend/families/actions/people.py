"""Who belongs to a family, and who they lean on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family, Person, PersonRole
from duizend.families.permissions import check_can_change
from duizend.families.rules.names import family_name, trigrams_of


@dataclass(frozen=True)
class NewPerson:
    """Who somebody is, as told; the fields of `Person` that a person fills in."""

    role: str
    given_name: str
    family_name: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def add_person(family: Family, person: NewPerson, *, by: User, at: datetime) -> Person:
    """The same person twice (a double click) stays one."""
    check_can_change(by, family)
    one_at_a_time(family)
    same = family.people.filter(
        role=person.role,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.details.get("birth_date"),
        left_on=None,
    ).first()
    if same is not None:
        return same
    if (
        person.role == PersonRole.PREGNANT
        and family.people.filter(role=PersonRole.PREGNANT, left_on=None).exists()
    ):
        raise NotAllowed(_("This family already has a mother (to be)."))
    added = place(person, family, by=by, at=at)
    _name_again(family)
    audit.record("families.add_person", added, by=by, at=at, family_id=family.pk)
    return added


@transaction.atomic
def change_person(person: Person, details: dict[str, Any], *, by: User, at: datetime) -> Person:
    """Change what is known of somebody. `details` are fields of `Person` by name."""
    check_can_change(by, person.family)
    for name, value in details.items():
        setattr(person, name, value)
    person.search_trigrams = _search_trigrams(person)
    person.full_clean(validate_constraints=False)
    person.save()
    _name_again(person.family)
    audit.record("families.change_person", person, by=by, at=at, family_id=person.family_id)
    return person


@transaction.atomic
def person_left(person: Person, left_on: date, *, by: User, at: datetime) -> None:
    """Somebody no longer belongs to this family; what was recorded stays readable."""
    check_can_change(by, person.family)
    if person.role == PersonRole.PREGNANT:
        raise NotAllowed(_("The mother (to be) cannot leave her own file."))
    if person.left_on is not None:
        raise NotAllowed(_("It is already recorded that this person left."))
    person.left_on = left_on
    person.save(update_fields=["left_on"])
    _name_again(person.family)
    audit.record("families.remove_person", person, by=by, at=at, family_id=person.family_id)


def one_at_a_time(family: Family) -> None:
    """Until the end of this transaction nobody else does such a thing to this family.

    For what there may be one of: of two at the same moment the second sees the first.
    """
    Family.objects.select_for_update().get(pk=family.pk)


def place(person: NewPerson, family: Family, *, by: User, at: datetime) -> Person:
    """Put somebody in a family; for actions that have checked and log it themselves."""
    added = Person(
        family=family,
        role=person.role,
        given_name=person.given_name,
        family_name=person.family_name,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
        **person.details,
    )
    added.search_trigrams = _search_trigrams(added)
    added.full_clean(validate_unique=False, validate_constraints=False)
    added.save(force_insert=True)
    return added


def _name_again(family: Family) -> None:
    """A family is called after the mother and her partner of now."""
    now = {
        role: name or given
        for role, name, given in family.people.filter(
            role__in=[PersonRole.PREGNANT, PersonRole.PARTNER], left_on=None
        ).values_list("role", "family_name", "given_name")
    }
    name = family_name([now.get(PersonRole.PREGNANT, ""), now.get(PersonRole.PARTNER, "")])
    if name and name != family.name:
        family.name = name
        family.save(update_fields=["name"])


def _search_trigrams(person: Person) -> list[str]:
    return trigrams_of([person.full_name, person.postal_code, person.city])
