"""A contact in somebody's own calendar: a time, and nobody's name."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.visits import actions as visits
from duizend.visits.actions import Appointment
from duizend.visits.rules import Kind
from tests.people import make_family, signed_in

HERE = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def at_half_past_two():
    """A winter day next year, at a time that is always ahead."""
    year = timezone.localdate().year + 1
    return datetime(year, 12, 3, 14, 30, tzinfo=HERE)


@pytest.fixture
def planned(village, at_half_past_two):
    with acting_as(village.fatma.pk):
        return visits.plan(
            uuid.uuid4(),
            village.family,
            Appointment(
                kind=Kind.PRENATAL_HOME_VISIT,
                start=at_half_past_two,
                minutes=45,
                practitioner=village.fatma,
                place="Wollegrasdreef 83",
            ),
            by=village.fatma,
            at=timezone.now(),
        )


def url(visit):
    return reverse("documents:calendar", args=[visit.family_id, visit.pk])


def test_a_time_and_no_name(village, planned, at_half_past_two):
    response = signed_in(village.fatma).get(url(planned))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="afspraak.ics"'
    assert response["Cache-Control"] == "no-store, private"
    file = response.content.decode()
    start = f"DTSTART;TZID=Europe/Amsterdam:{at_half_past_two.year}1203T143000"
    assert f"\r\n{start}\r\nDURATION:PT45M\r\nSEQUENCE:0\r\n" in file
    assert "\r\nSUMMARY:Huisbezoek\r\n" in file
    for never in ("Amrani", "Samira", "Wollegras", str(village.family.pk), "prenata", "Fatma"):
        assert never not in file
    with acting_as(village.fatma.pk):
        assert AuditEvent.objects.get(action="documents.calendar").family_id == village.family.pk


def test_what_was_moved_and_cancelled_takes_the_same_place(village, planned):
    by, at = village.fatma, timezone.now()
    with acting_as(by.pk):
        visits.reschedule(planned, planned.start + timedelta(days=1), "Ziek", by=by, at=at)
    moved = signed_in(by).get(url(planned)).content.decode()
    with acting_as(by.pk):
        visits.cancel(planned, "Toch niet nodig", by=by, at=at)
    cancelled = signed_in(by).get(url(planned)).content.decode()
    assert f"UID:{planned.pk}@duizend" in moved
    assert "SEQUENCE:1" in moved
    assert f"UID:{planned.pk}@duizend" in cancelled
    assert "SEQUENCE:2" in cancelled
    assert "METHOD:CANCEL" in cancelled
    assert "Ziek" not in moved
    assert "Toch niet" not in cancelled


def test_what_has_been_needs_no_place(village):
    by, at = village.fatma, timezone.now()
    with acting_as(by.pk):
        been = visits.record(
            uuid.uuid4(),
            village.family,
            Appointment(Kind.PHONE, at - timedelta(hours=2), 15, by),
            None,
            by=by,
            at=at,
        )
    page = signed_in(by).get(url(been))
    assert page.status_code == 403
    assert "hoeft niet meer in een agenda" in page.content.decode()


def test_strangers_find_nothing(village, planned):
    assert signed_in(village.sam).get(url(planned)).status_code == 404
    assert signed_in(village.ruud).get(url(planned)).status_code == 404
    assert signed_in(village.kim).get(url(planned)).status_code == 403
    assert signed_in(village.petra).get(url(planned)).status_code == 403


def test_a_contact_of_another_family_is_not_there(village, planned):
    other = make_family(village.fatma)
    guessed = reverse("documents:calendar", args=[other.pk, planned.pk])
    assert signed_in(village.fatma).get(guessed).status_code == 404


def test_in_an_emergency_one_looks_and_takes_nothing(village, planned):
    with acting_as(village.kim.pk):
        families.use_emergency_access(
            village.family.pk, "Ze belde ons huilend", by=village.kim, at=timezone.now()
        )
    assert signed_in(village.kim).get(url(planned)).status_code == 403


def test_the_button_stands_with_the_contact(village, planned):
    page = signed_in(village.fatma).get(
        reverse("visits:visit", args=[village.family.pk, planned.pk])
    )
    assert url(planned) in page.content.decode()
