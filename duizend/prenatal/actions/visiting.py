"""Youth health care: a day, the visit, and a word back to who asked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.dutch_dates import day_in_words, time_in_words
from duizend.core.permissions import NotAllowed
from duizend.families.actions import one_at_a_time
from duizend.prenatal import queries
from duizend.prenatal.models import HomeVisit
from duizend.prenatal.permissions import (
    check_can_be_at,
    check_gives_the_visit,
    check_has_been,
)
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from duizend.referrals.rules.states import Status
from duizend.visits import actions as visits
from duizend.visits.actions import Appointment
from duizend.visits.models import Visit
from duizend.visits.rules import Kind

# At home, or by phone when she wants that.
KINDS = (Kind.PRENATAL_HOME_VISIT.value, Kind.PHONE.value)


@transaction.atomic
def plan(
    referral: Referral, visit_id: UUID, appointment: Appointment, *, by: User, at: datetime
) -> Visit:
    """Put the visit in the calendar; who asked reads the day. The same form twice plans once."""
    check_gives_the_visit(by, referral)
    _check_kind(appointment)
    one_at_a_time(referral.family)
    if HomeVisit.objects.filter(referral=referral, visit=visit_id).exists():
        return Visit.objects.get(pk=visit_id)
    if queries.planned(referral) is not None:
        raise NotAllowed(_("A visit is planned already. Move it, or record how it went."))
    due = queries.told_due_date(referral)
    check_can_be_at(appointment.start, due, timezone.localtime(at))
    visit = visits.plan(visit_id, referral.family, appointment, by=by, at=at)
    HomeVisit(
        pk=uuid4(),
        family_id=referral.family_id,
        referral=referral,
        visit=visit,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    ).save(force_insert=True)
    if referral.status == Status.TAKEN:
        today, start = timezone.localdate(at), timezone.localtime(visit.start)
        note = _("Planned: %(day)s, %(time)s.") % {
            "day": day_in_words(start.date(), today),
            "time": time_in_words(start),
        }
        referrals.report_contact(referral, made=True, note=note, by=by, at=at)
    return visit


@transaction.atomic
def held(
    referral: Referral,
    visit: Visit,
    appointment: Appointment,
    *,
    by: User,
    at: datetime,
) -> None:
    """The visit has been, as it really was; a report is written with the contact."""
    check_gives_the_visit(by, referral)
    _check_kind(appointment)
    visits.finish(visit, appointment, None, by=by, at=at)
    if referral.status == Status.TAKEN:
        referrals.start(referral, by=by, at=at)


@transaction.atomic
def missed(referral: Referral, visit: Visit, *, by: User, at: datetime) -> None:
    """Nobody was there. It stands against nobody; another day is chosen together."""
    check_gives_the_visit(by, referral)
    visits.miss(visit, by=by, at=at)
    if referral.status == Status.TAKEN:
        referrals.report_contact(referral, made=False, by=by, at=at)


@transaction.atomic
def tell_back(
    referral: Referral, text: str, category: str, *, ready: bool, by: User, at: datetime
) -> None:
    """A word to who asked, about something that may be told back; `ready`: it ends with it."""
    check_gives_the_visit(by, referral)
    check_has_been(queries.has_been(referral, queries.meetings(referral)))
    if referral.status == Status.TAKEN:  # recorded on the page of the contacts
        referral = referrals.start(referral, by=by, at=at)
    referrals.answer(referral, text, category, by=by, at=at)
    if ready:
        referrals.complete(referral, by=by, at=at)


@transaction.atomic
def stop(referral: Referral, *, by: User, at: datetime) -> None:
    """There will be no visit. One sentence for every reason, so that it tells none."""
    check_gives_the_visit(by, referral)
    words = _("There will be no visit now.")
    waits = queries.planned(referral)
    if waits is not None:
        visits.cancel(waits.visit, words, by=by, at=at)
    if referral.status == Status.TAKEN:
        referrals.decline(referral, words, by=by, at=at)
    else:
        referrals.complete(referral, words, by=by, at=at)


def _check_kind(appointment: Appointment) -> None:
    if appointment.kind not in KINDS:
        raise NotAllowed(_("This visit is at home or by phone."))
