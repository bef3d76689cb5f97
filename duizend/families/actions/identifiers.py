"""A BSN is kept and read by organisations with a legal ground, and each time logged."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families import bsn
from duizend.families.actions.people import one_at_a_time
from duizend.families.models import Identifier, Person
from duizend.families.permissions import check_can_record_bsn
from duizend.families.rules.bsn import normalised, passes_eleven_test


@transaction.atomic
def record_bsn(
    person: Person, number: str, *, identity_checked_on: date | None, by: User, at: datetime
) -> Identifier:
    """Keep a BSN, encrypted. Raises ValueError when it does not pass the eleven-test.

    A number that already belongs to somebody else of the family is refused: a newborn
    waits for its own BSN and never borrows the mother's.
    """
    check_can_record_bsn(by, person.family)
    digits = normalised(number)
    if not passes_eleven_test(digits):
        raise ValueError("The number does not pass the eleven-test.")
    one_at_a_time(person.family)
    others = Identifier.objects.filter(family=person.family).exclude(person=person)
    for other in others.select_related("person"):
        if bsn.opened(other.ciphertext) == digits:
            raise NotAllowed(
                _("This is the BSN of %(name)s. Everybody has a number of their own.")
                % {"name": other.person.full_name}
            )
    identifier, _created = Identifier.objects.update_or_create(
        person=person,
        recorder_organization_id=by.organization_id,
        defaults={
            "family": person.family,
            "ciphertext": bsn.sealed(digits),
            "identity_checked_on": identity_checked_on,
            "recorder": by,
            "recorded": at,
        },
    )
    audit.record("families.record_bsn", identifier, by=by, at=at, family_id=person.family_id)
    return identifier


@transaction.atomic
def show_bsn(identifier: Identifier, *, by: User, at: datetime) -> str:
    """The nine digits, for somebody who needs them now; the log says who looked."""
    check_can_record_bsn(by, identifier.family)
    audit.record("families.show_bsn", identifier, by=by, at=at, family_id=identifier.family_id)
    return bsn.opened(identifier.ciphertext)
