"""What is asked about contacts: of a day, of a family, still to be recorded."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from duizend.access.models import User
from duizend.core.one_of import Gathered, one_of
from duizend.families.models import CareRelation, Family
from duizend.visits.models import Report, Visit
from duizend.visits.rules import LONGEST_MINUTES, Slot, Status, collide

# How far ahead "what is coming" looks.
SOON = timedelta(days=7)


def of_day(user: User, day: date) -> QuerySet[Visit]:
    """The contacts of this person on this day that were not cancelled, in order of time."""
    return _mine(user).filter(
        start__gte=_start_of(day), start__lt=_start_of(day + timedelta(days=1))
    )


def of_week(user: User, day: date, among: Gathered | None = None) -> QuerySet[Visit]:
    """The contacts of this person in the week of this day, Monday to Sunday.

    Here and below `among` are their families, when they were gathered already.
    """
    monday = day - timedelta(days=day.weekday())
    return _mine(user, among).filter(
        start__gte=_start_of(monday), start__lt=_start_of(monday + timedelta(days=7))
    )


def upcoming(user: User, today: date) -> QuerySet[Visit]:
    """What this person has planned after today, for a week."""
    return _mine(user).filter(
        status=Status.PLANNED,
        start__gte=_start_of(today + timedelta(days=1)),
        start__lt=_start_of(today + SOON + timedelta(days=1)),
    )


def to_record(user: User, today: date, among: Gathered | None = None) -> QuerySet[Visit]:
    """Planned before today, and nothing was recorded yet."""
    return _mine(user, among).filter(status=Status.PLANNED, start__lt=_start_of(today))


def of_family(family: Family) -> QuerySet[Visit]:
    """All contacts with this family that the one who asks may see, newest first."""
    return (
        Visit.objects.filter(family=family)
        .select_related("practitioner", "recorder_organization")
        .prefetch_related(
            Prefetch("reports", queryset=Report.objects.select_related("recorder")), "moves"
        )
        .order_by("-start", "pk")
    )


def colliding(visit: Visit) -> list[Visit]:
    """Other planned contacts of the same person at the same time; a warning, no refusal."""
    near = (
        _mine(visit.practitioner)
        .filter(
            status=Status.PLANNED,
            start__gt=visit.start - timedelta(minutes=LONGEST_MINUTES),
            start__lt=visit.slot.end,
        )
        .exclude(pk=visit.pk)
    )
    return [other for other in near if collide(Slot(other.start, other.duration), visit.slot)]


def team_of_own_organization(user: User, family: Family) -> list[User]:
    """Who of the own organisation can go: the one who asks first, then colleagues."""
    relations = (
        CareRelation.objects.current()
        .filter(family=family, organization_id=user.organization_id)
        .select_related("practitioner")
        .order_by("period_start")
    )
    colleagues = {r.practitioner_id: r.practitioner for r in relations}
    colleagues.pop(user.pk, None)
    return [user, *colleagues.values()]


def _mine(user: User, among: Gathered | None = None) -> QuerySet[Visit]:
    """With the family, unless the families were gathered: then their names are known too."""
    families = among or CareRelation.objects.current().of(user).values("family_id")
    found = (
        Visit.objects.filter(one_of("family_id", families), practitioner=user)
        .exclude(status=Status.CANCELLED)
        .order_by("start", "pk")
    )
    return found if among else found.select_related("family", "practitioner")


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
