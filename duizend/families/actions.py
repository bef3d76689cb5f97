"""Every change to a family, and opening one: each leaves a line in the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import Hidden, NotAllowed
from duizend.families import bsn
from duizend.families.models import (
    CareRelation,
    Family,
    Identifier,
    Person,
    PersonRole,
    Pregnancy,
    RelationKind,
)
from duizend.families.permissions import (
    NoCareRelation,
    check_can_add_colleague,
    check_can_change,
    check_can_record_bsn,
    check_can_register,
    check_can_use_emergency_access,
    check_can_work_with_families,
    organization_knows,
)
from duizend.families.rules.bsn import normalised, passes_eleven_test
from duizend.families.rules.names import trigrams_of

# Long enough for one urgent contact and its notes; then it closes by itself.
EMERGENCY_LASTS = timedelta(hours=4)


@dataclass(frozen=True)
class NewPerson:
    """Who somebody is, as told; the fields of `Person` that a person fills in."""

    role: str
    given_name: str
    family_name: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def open_family(family_id: UUID, *, by: User, at: datetime, purpose: str) -> Family:
    """The one way to a family: checks the care relation and logs the reading.

    `purpose` names the page, such as `signals.appraise`. Raises NoCareRelation for a
    colleague of the same organisation and Hidden (a 404) for everybody else.
    """
    check_can_work_with_families(by)
    family = (
        Family.objects.visible_to(by).select_related("municipality").filter(pk=family_id).first()
    )
    if family is None:
        if organization_knows(family_id):
            raise NoCareRelation(family_id)
        raise Hidden(f"no family {family_id} for user {by.pk}")
    relation = CareRelation.objects.current().of(by).filter(family=family).order_by("kind").first()
    audit.record(
        purpose,
        family,
        by=by,
        at=at,
        family_id=family.pk,
        emergency=relation is not None and relation.kind == RelationKind.EMERGENCY,
    )
    return family


@transaction.atomic
def register(
    *,
    people: list[NewPerson],
    municipality_code: str,
    due_date: date | None,
    by: User,
    at: datetime,
) -> Family:
    """A new family, with who is in it; the one who registers it starts the care relation."""
    check_can_register(by)
    family = Family(
        name=family_name_of(people),
        municipality_id=municipality_code,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    family.save(force_insert=True)
    _relate(family, by, recorder=by, at=at)
    for person in people:
        _add(person, family, by=by, at=at)
    if due_date is not None:
        Pregnancy(
            family=family,
            due_date=due_date,
            recorder=by,
            recorder_organization_id=by.organization_id,
            recorded=at,
        ).save(force_insert=True)
    audit.record("families.register", family, by=by, at=at, family_id=family.pk)
    return family


def family_name_of(people: list[NewPerson]) -> str:
    """How a family is called: the last names of the mother and her partner."""
    names = [
        person.family_name or person.given_name
        for role in (PersonRole.PREGNANT, PersonRole.PARTNER)
        for person in people
        if person.role == role
    ]
    return " – ".join(dict.fromkeys(names))


@transaction.atomic
def add_person(family: Family, person: NewPerson, *, by: User, at: datetime) -> Person:
    check_can_change(by, family)
    if (
        person.role == PersonRole.PREGNANT
        and family.people.filter(role=PersonRole.PREGNANT, left_on=None).exists()
    ):
        raise NotAllowed(_("This family already has a mother (to be)."))
    added = _add(person, family, by=by, at=at)
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
    audit.record("families.change_person", person, by=by, at=at, family_id=person.family_id)
    return person


@transaction.atomic
def record_birth(
    pregnancy: Pregnancy, child: NewPerson, born_on: date, *, by: User, at: datetime
) -> Person:
    """The child is born: the pregnancy ends, the child joins the family, without a BSN."""
    check_can_change(by, pregnancy.family)
    pregnancy = Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)
    if pregnancy.born_on is not None or pregnancy.ended_on is not None:
        raise NotAllowed(_("The end of this pregnancy is already recorded."))
    if born_on > at.date():
        raise NotAllowed(_("A day of birth cannot lie in the future."))
    pregnancy.born_on = born_on
    pregnancy.save(update_fields=["born_on"])
    newborn = _add(
        NewPerson(
            PersonRole.CHILD,
            child.given_name,
            child.family_name,
            {**child.details, "birth_date": born_on},
        ),
        pregnancy.family,
        by=by,
        at=at,
    )
    audit.record("families.record_birth", newborn, by=by, at=at, family_id=pregnancy.family_id)
    return newborn


@transaction.atomic
def change_due_date(pregnancy: Pregnancy, due_date: date, *, by: User, at: datetime) -> None:
    check_can_change(by, pregnancy.family)
    pregnancy.due_date = due_date
    pregnancy.save(update_fields=["due_date"])
    audit.record("families.change_due_date", pregnancy, by=by, at=at, family_id=pregnancy.family_id)


@transaction.atomic
def record_bsn(
    person: Person, number: str, *, identity_checked_on: date | None, by: User, at: datetime
) -> Identifier:
    """Keep a BSN, encrypted. Raises ValueError when it does not pass the eleven-test."""
    check_can_record_bsn(by, person.family)
    digits = normalised(number)
    if not passes_eleven_test(digits):
        raise ValueError("The number does not pass the eleven-test.")
    identifier, _created = Identifier.objects.update_or_create(
        person=person,
        defaults={
            "family": person.family,
            "ciphertext": bsn.sealed(digits),
            "identity_checked_on": identity_checked_on,
            "recorder": by,
            "recorder_organization_id": by.organization_id,
            "recorded": at,
        },
    )
    audit.record("families.record_bsn", identifier, by=by, at=at, family_id=person.family_id)
    return identifier


@transaction.atomic
def add_colleague(family: Family, colleague: User, *, by: User, at: datetime) -> CareRelation:
    """Add somebody of the own organisation to the team around this family."""
    check_can_add_colleague(by, family, colleague)
    relation = _relate(family, colleague, recorder=by, at=at)
    audit.record("families.add_colleague", relation, by=by, at=at, family_id=family.pk)
    return relation


@transaction.atomic
def leave(family: Family, *, by: User, at: datetime) -> None:
    """End one's own care relation; the family stays with the others."""
    relation = CareRelation.objects.filter(
        family=family, practitioner=by, period_end__isnull=True
    ).first()
    if relation is None:
        raise NoCareRelation(family.pk)
    audit.record("families.leave", relation, by=by, at=at, family_id=family.pk)
    relation.period_end = at
    relation.save(update_fields=["period_end"])


@transaction.atomic
def use_emergency_access(family_id: UUID, reason: str, *, by: User, at: datetime) -> CareRelation:
    """Open a family of one's own organisation without a care relation, for a short time.

    Who coordinates is told by the page that calls this (plans knows who that is).
    """
    check_can_use_emergency_access(by, family_id)
    if not reason.strip():
        raise NotAllowed(_("Say why you need to see this family now."))
    relation = CareRelation(
        family_id=family_id,
        practitioner=by,
        organization_id=by.organization_id,
        kind=RelationKind.EMERGENCY,
        reason=reason.strip()[:500],
        period_start=at,
        period_end=at + EMERGENCY_LASTS,
        recorder=by,
    )
    relation.save(force_insert=True)
    audit.record(
        "families.emergency_access",
        relation,
        by=by,
        at=at,
        family_id=family_id,
        reason=reason.strip(),
        emergency=True,
    )
    return relation


def join(family_id: UUID, *, by: User, at: datetime) -> None:
    """Start one's own care relation after taking a referral; the policy checks that ground."""
    if not CareRelation.objects.filter(
        family_id=family_id, practitioner=by, period_end__isnull=True
    ).exists():
        _relate(family_id, by, recorder=by, at=at)


def _relate(
    family: Family | UUID, practitioner: User, *, recorder: User, at: datetime
) -> CareRelation:
    relation = CareRelation(
        family_id=family if isinstance(family, UUID) else family.pk,
        practitioner=practitioner,
        organization_id=practitioner.organization_id,
        period_start=at,
        recorder=recorder,
    )
    relation.save(force_insert=True)
    return relation


def _add(person: NewPerson, family: Family, *, by: User, at: datetime) -> Person:
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


def _search_trigrams(person: Person) -> list[str]:
    return trigrams_of([person.full_name, person.postal_code, person.city])
