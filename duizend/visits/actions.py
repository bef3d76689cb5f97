"""Every change to a contact: each leaves a line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.visits.models import KIND_LABELS, Move, Report, Visit
from duizend.visits.permissions import check_can_plan, check_can_report, check_can_settle
from duizend.visits.rules import (
    LONGEST_MINUTES,
    Status,
    can_be_planned_at,
    can_have_been_at,
)


@dataclass(frozen=True)
class Appointment:
    """What a contact is: kind, moment, minutes, who goes, where and with whom."""

    kind: str
    start: datetime
    minutes: int
    practitioner: User
    place: str = ""
    with_whom: str = ""


@dataclass(frozen=True)
class Words:
    """A report and its data category. `report_id` is the id that its form carried."""

    report_id: UUID
    category: str
    text: str


@transaction.atomic
def plan(
    visit_id: UUID, family: Family, appointment: Appointment, *, by: User, at: datetime
) -> Visit:
    """Put a contact in the calendar. `visit_id` makes a form that is sent twice one contact."""
    check_can_plan(by, family, appointment.practitioner)
    if not can_be_planned_at(appointment.start, timezone.localtime(at)):
        raise NotAllowed(_("Choose a moment from today on, at most a thousand days ahead."))
    visit, _new = _make(visit_id, family, appointment, Status.PLANNED, "visits.plan", by=by, at=at)
    return visit


@transaction.atomic
def record(
    visit_id: UUID,
    family: Family,
    appointment: Appointment,
    words: Words | None,
    *,
    by: User,
    at: datetime,
) -> Visit:
    """Record a contact that was not planned here, with a report when there is one."""
    check_can_plan(by, family, appointment.practitioner)
    _check_has_been(appointment.start, at)
    visit, new = _make(
        visit_id, family, appointment, Status.FINISHED, "visits.record", by=by, at=at
    )
    if new and words is not None:
        add_report(visit, words, by=by, at=at)
    return visit


@transaction.atomic
def finish(
    visit: Visit, appointment: Appointment, words: Words | None, *, by: User, at: datetime
) -> Visit:
    """Record a contact that was planned: as it really was.

    Sent twice it is one contact with one report: the report's own id tells them apart.
    """
    visit = _locked(visit)
    if words is not None and visit.reports.filter(pk=words.report_id, recorder=by).exists():
        return visit
    check_can_settle(by, visit)
    check_can_plan(by, visit.family, appointment.practitioner)
    _check_has_been(appointment.start, at)
    _check_appointment(appointment)
    _fill(visit, appointment)
    _settle(visit, Status.FINISHED, at)
    audit.record("visits.finish", visit, by=by, at=at, family_id=visit.family_id)
    if words is not None:
        add_report(visit, words, by=by, at=at)
    return visit


@transaction.atomic
def miss(visit: Visit, *, by: User, at: datetime) -> Visit:
    """Nobody was there. No reason is asked, and it stands against nobody."""
    visit = _locked(visit)
    check_can_settle(by, visit)
    _check_has_been(visit.start, at)
    _settle(visit, Status.NOSHOW, at)
    audit.record("visits.miss", visit, by=by, at=at, family_id=visit.family_id)
    return visit


@transaction.atomic
def reschedule(visit: Visit, start: datetime, reason: str, *, by: User, at: datetime) -> Visit:
    visit = _locked(visit)
    check_can_settle(by, visit)
    if not can_be_planned_at(start, timezone.localtime(at)):
        raise NotAllowed(_("Choose a moment from today on, at most a thousand days ahead."))
    _check_reason(reason)
    if start == visit.start:
        return visit
    Move(
        family_id=visit.family_id,
        visit=visit,
        from_start=visit.start,
        to_start=start,
        reason=reason.strip(),
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    ).save(force_insert=True)
    visit.start = start
    visit.save(update_fields=["start"])
    audit.record("visits.reschedule", visit, by=by, at=at, family_id=visit.family_id)
    return visit


@transaction.atomic
def cancel(visit: Visit, reason: str, *, by: User, at: datetime) -> Visit:
    visit = _locked(visit)
    check_can_settle(by, visit)
    _check_reason(reason)
    visit.reason = reason.strip()
    _settle(visit, Status.CANCELLED, at)
    audit.record("visits.cancel", visit, by=by, at=at, family_id=visit.family_id)
    return visit


@transaction.atomic
def add_report(visit: Visit, words: Words, *, by: User, at: datetime) -> None:
    """Write about a contact, in one data category; never over what was written before."""
    check_can_report(by, visit, words.category)
    if not words.text.strip():
        raise NotAllowed(_("Write what is needed, or leave the report out."))
    report = Report(
        id=words.report_id,
        family_id=visit.family_id,
        visit=visit,
        category=words.category,
        text=words.text.strip(),
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    if save_once(report):
        audit.record(
            "visits.report",
            report,
            by=by,
            at=at,
            family_id=visit.family_id,
            category=words.category,
        )


def _make(
    visit_id: UUID,
    family: Family,
    appointment: Appointment,
    status: Status,
    verb: str,
    *,
    by: User,
    at: datetime,
) -> tuple[Visit, bool]:
    _check_appointment(appointment)
    visit = Visit(
        id=visit_id,
        family=family,
        status=status,
        settled=None if status == Status.PLANNED else at,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    _fill(visit, appointment)
    if save_once(visit):
        audit.record(verb, visit, by=by, at=at, family_id=family.pk, category=Category.PLAN)
        return visit, True
    before = Visit.objects.filter(pk=visit_id, family=family, recorder=by).first()
    if before is None:
        raise NotAllowed(_("This form was used before. Open the page again."))
    return before, False


def _fill(visit: Visit, appointment: Appointment) -> None:
    visit.kind = appointment.kind
    visit.start = appointment.start
    visit.duration = appointment.minutes
    visit.practitioner = appointment.practitioner
    visit.place = appointment.place.strip()
    visit.with_whom = appointment.with_whom.strip()


def _settle(visit: Visit, status: Status, at: datetime) -> None:
    visit.status = status
    visit.settled = at
    visit.save()


def _locked(visit: Visit) -> Visit:
    """The contact as it is now, held until this deed is done: two people do not both act."""
    return Visit.objects.select_for_update(of=("self",)).select_related("family").get(pk=visit.pk)


def _check_appointment(appointment: Appointment) -> None:
    if appointment.kind not in KIND_LABELS:
        raise NotAllowed(_("This kind of contact is not known here."))
    if not 1 <= appointment.minutes <= LONGEST_MINUTES:
        raise NotAllowed(_("A contact takes between one minute and eight hours."))


def _check_has_been(start: datetime, at: datetime) -> None:
    if not can_have_been_at(start, at):
        raise NotAllowed(_("A contact that you record has been: choose a moment until now."))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise NotAllowed(_("Say in a few words why."))
