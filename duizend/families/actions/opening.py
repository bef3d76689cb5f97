"""Registering, finding and opening a family."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import Hidden
from duizend.families.actions.people import NewPerson, place
from duizend.families.actions.pregnancies import expect
from duizend.families.actions.team import relate
from duizend.families.models import CareRelation, Family, PersonRole, RelationKind
from duizend.families.permissions import (
    NoCareRelation,
    check_can_register,
    check_can_work_with_families,
    organization_knows,
)
from duizend.families.rules.names import family_name


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
    family_id: UUID | None = None,
) -> Family:
    """A new family, with who is in it; the one who registers it starts the care relation.

    With a `family_id` that this person used before, the family of that time is given back:
    a form that is sent twice registers once.
    """
    check_can_register(by)
    if family_id is not None:
        before = Family.objects.visible_to(by).filter(pk=family_id).first()
        if before is not None:
            return before
    family = Family(
        pk=family_id or uuid4(),
        name=family_name_of(people),
        municipality_id=municipality_code,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    family.save(force_insert=True)
    relate(family, by, recorder=by, at=at)
    for person in people:
        place(person, family, by=by, at=at)
    if due_date is not None:
        expect(family, due_date, by=by, at=at)
    audit.record("families.register", family, by=by, at=at, family_id=family.pk)
    return family


def family_name_of(people: list[NewPerson]) -> str:
    """How a family is called: the last names of the mother and her partner."""
    return family_name(
        person.family_name or person.given_name
        for role in (PersonRole.PREGNANT, PersonRole.PARTNER)
        for person in people
        if person.role == role
    )


def record_search(found: Sequence[Family], *, by: User, at: datetime) -> None:
    """A search shows people: a line in the log of each family that came up.

    What was typed is not kept; a search without a result leaves one line of its own.
    """
    audit.record_for_each("families.search", [family.pk for family in found], by=by, at=at)


def record_doubles_shown(*, by: User, at: datetime) -> None:
    """That somebody was told of look-alikes while registering; which ones is not kept."""
    audit.record("families.possible_duplicates", by=by, at=at)
