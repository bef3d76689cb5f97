"""A pregnancy: its due date, and how it ends."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.actions.people import NewPerson, one_at_a_time, place
from duizend.families.models import Family, Person, PersonRole, Pregnancy
from duizend.families.permissions import check_can_change


@transaction.atomic
def add_pregnancy(family: Family, due_date: date, *, by: User, at: datetime) -> Pregnancy:
    """A (next) pregnancy of this family. One at a time."""
    check_can_change(by, family)
    one_at_a_time(family)
    if family.pregnancies.filter(born_on=None, ended_on=None).exists():
        raise NotAllowed(_("This family already has a pregnancy with a due date."))
    pregnancy = expect(family, due_date, by=by, at=at)
    audit.record("families.add_pregnancy", pregnancy, by=by, at=at, family_id=family.pk)
    return pregnancy


@transaction.atomic
def record_birth(
    pregnancy: Pregnancy, child: NewPerson, born_on: date, *, by: User, at: datetime
) -> Person:
    """The child is born: the pregnancy ends, the child joins the family, without a BSN."""
    check_can_change(by, pregnancy.family)
    pregnancy = Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)
    if pregnancy.born_on is not None or pregnancy.ended_on is not None:
        raise NotAllowed(_("The end of this pregnancy is already recorded."))
    if born_on > timezone.localdate(at):
        raise NotAllowed(_("A day of birth cannot lie in the future."))
    pregnancy.born_on = born_on
    pregnancy.save(update_fields=["born_on"])
    newborn = place(
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
def end_pregnancy(pregnancy: Pregnancy, ended_on: date, *, by: User, at: datetime) -> None:
    """The pregnancy ended without a living child. The line and the weeks no longer count on."""
    check_can_change(by, pregnancy.family)
    pregnancy = Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)
    if pregnancy.born_on is not None or pregnancy.ended_on is not None:
        raise NotAllowed(_("The end of this pregnancy is already recorded."))
    if ended_on > timezone.localdate(at):
        raise NotAllowed(_("This day cannot lie in the future."))
    pregnancy.ended_on = ended_on
    pregnancy.save(update_fields=["ended_on"])
    audit.record("families.end_pregnancy", pregnancy, by=by, at=at, family_id=pregnancy.family_id)


def expect(family: Family, due_date: date, *, by: User, at: datetime) -> Pregnancy:
    """Lay down a pregnancy; for actions that have checked and log it themselves."""
    pregnancy = Pregnancy(
        family=family,
        due_date=due_date,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    pregnancy.save(force_insert=True)
    return pregnancy
