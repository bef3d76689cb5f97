"""Noor plans, records, moves and cancels contacts, on a phone, through the real pages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.visits import actions, queries
from duizend.visits.actions import Appointment
from duizend.visits.models import Report, Visit
from tests.people import Village, make_village, signed_in


@pytest.fixture
def village() -> Village:
    return make_village()


def page(village: Village, rest: str = "") -> str:
    return f"/gezinnen/{village.family.pk}/contacten/{rest}"


def planned(village: Village, by=None, **changes) -> Visit:
    by = by or village.noor
    start = changes.get("start") or timezone.now() + timedelta(days=2)
    with acting_as(by.pk):
        return actions.plan(
            uuid4(),
            village.family,
            Appointment("home_visit", start, 60, by, "thuis", "moeder"),
            by=by,
            at=timezone.now(),
        )


def form(village: Village, **changes):
    values = {
        "entry": str(uuid4()),
        "kind": "home_visit",
        "start": (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"),
        "minutes": "60",
        "practitioner": str(village.noor.pk),
        "place": "thuis",
        "with_whom": "Samira en Leo",
        "report_entry": str(uuid4()),
        "text": "",
        "category": "",
    }
    return values | changes


def has_been(**changes):
    moment = timezone.localtime() - timedelta(hours=1)
    return {"start": moment.strftime("%Y-%m-%dT%H:%M"), **changes}


def test_noor_plans_a_home_visit_and_finds_it_on_her_day(village):
    noor = signed_in(village.noor)
    answer = noor.post(page(village, "plannen/"), form(village))
    assert answer.status_code == 302
    with acting_as(village.noor.pk):
        visit = Visit.objects.get()
        assert list(queries.of_day(village.noor, timezone.localdate(visit.start))) == [visit]
        assert list(queries.upcoming(village.noor, timezone.localdate())) == [visit]
        assert not queries.of_day(village.noor, timezone.localdate())
        assert AuditEvent.objects.filter(action="visits.plan", agent=village.noor).count() == 1
    assert "thuis" not in noor.get(page(village)).content.decode()
    assert "JGZ Drenthe" in noor.get(page(village)).content.decode()


def test_sending_the_form_twice_makes_one_contact(village):
    noor = signed_in(village.noor)
    sent = form(village, text="Gesproken over de wieg.", category="child", **has_been())
    for _attempt in range(2):
        assert noor.post(page(village, "vastleggen/"), sent).status_code == 302
    with acting_as(village.noor.pk):
        assert Visit.objects.count() == 1
        assert Report.objects.count() == 1
        assert AuditEvent.objects.filter(action="visits.record").count() == 1


def test_an_id_of_somebody_else_s_contact_is_refused_and_the_text_is_kept(village):
    theirs = planned(village, by=village.fatma)
    answer = signed_in(village.noor).post(
        page(village, "plannen/"), form(village, entry=str(theirs.pk))
    )
    assert answer.status_code == 422
    assert "Samira en Leo" in answer.content.decode()


def test_a_report_needs_to_say_which_data_it_is(village):
    noor = signed_in(village.noor)
    answer = noor.post(page(village, "vastleggen/"), form(village, text="Rustig.", **has_been()))
    assert answer.status_code == 422
    assert "Rustig." in answer.content.decode()


def test_a_planned_contact_is_recorded_as_it_really_was(village):
    visit = planned(village, start=timezone.now() + timedelta(minutes=5))
    noor = signed_in(village.noor)
    answer = noor.get(page(village, f"{visit.pk}/vastleggen/"))
    assert answer.status_code == 200
    sent = form(village, kind="phone", minutes="20", text="Even gebeld.", category="mental")
    answer = noor.post(page(village, f"{visit.pk}/vastleggen/"), sent | has_been())
    assert answer.status_code == 302
    with acting_as(village.noor.pk):
        visit.refresh_from_db()
        assert (visit.status, visit.kind, visit.duration) == ("finished", "phone", 20)
        assert visit.reports.get().category == "mental"
    # Sent twice: once kept. Other words the second time: refused, and not lost.
    again = noor.post(page(village, f"{visit.pk}/vastleggen/"), sent | has_been())
    assert again.status_code == 302
    other = sent | has_been() | {"report_entry": str(uuid4()), "text": "Nog iets anders."}
    again = noor.post(page(village, f"{visit.pk}/vastleggen/"), other)
    assert again.status_code == 422
    assert "Nog iets anders." in again.content.decode()
    with acting_as(village.noor.pk):
        assert Report.objects.count() == 1
    # Opened again: it is no longer planned, and the page says so.
    assert noor.get(page(village, f"{visit.pk}/vastleggen/")).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "gisteren"},
        {"start": ""},
        {"start": "9999-12-31T23:59"},
        {"start": "2020-01-01T10:00"},
        {"start": "0001-01-01T00:00"},
        {"minutes": "0"},
        {"minutes": "1e99"},
        {"minutes": "99999999999999999999"},
        {"kind": "picnic"},
        {"practitioner": "999999"},
        {"practitioner": "x" * 10_000},
        {"entry": "geen-uuid"},
        {"place": "x" * 5000},
        {"place": "nul\x00teken"},
        {"with_whom": "<script>" * 300},
    ],
)
@pytest.mark.parametrize("where", ["plannen/", "vastleggen/"])
def test_nonsense_is_answered_with_the_form_and_saves_nothing(village, where, changes):
    base = has_been() if where == "vastleggen/" else {}
    answer = signed_in(village.noor).post(page(village, where), form(village, **(base | changes)))
    assert answer.status_code == 422
    with acting_as(village.noor.pk):
        assert not Visit.objects.exists()


def test_moving_and_cancelling_ask_a_reason_and_keep_it(village):
    visit = planned(village)
    noor = signed_in(village.noor)
    later = (timezone.localtime() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    move = page(village, f"{visit.pk}/verzetten/")
    assert noor.get(move).status_code == 200
    assert noor.post(move, {"start": later, "reason": ""}).status_code == 422
    assert noor.post(move, {"start": "2020-01-01T10:00", "reason": "x"}).status_code == 422
    assert noor.post(move, {"start": later, "reason": "Leo werkt dan"}).status_code == 302
    shown = noor.get(page(village, f"{visit.pk}/")).content.decode()
    assert "Leo werkt dan" in shown
    cancel = page(village, f"{visit.pk}/afzeggen/")
    assert noor.get(cancel).status_code == 200
    assert noor.post(cancel, {"reason": "  "}).status_code == 422
    assert noor.post(cancel, {"reason": "Moeder is moe"}).status_code == 302
    with acting_as(village.noor.pk):
        visit.refresh_from_db()
        assert (visit.status, visit.reason) == ("cancelled", "Moeder is moe")
    assert noor.post(cancel, {"reason": "nog eens"}).status_code == 403


def test_nobody_at_home_is_recorded_without_a_reason(village):
    with acting_as(village.noor.pk):
        visit = planned(village, start=timezone.now() + timedelta(seconds=1))
        Visit.objects.update(start=timezone.now() - timedelta(minutes=20))
    noor = signed_in(village.noor)
    assert noor.post(page(village, f"{visit.pk}/niemand-thuis/")).status_code == 302
    with acting_as(village.noor.pk):
        assert Visit.objects.get().status == "noshow"


def test_a_contact_of_yesterday_waits_to_be_recorded(village):
    visit = planned(village)
    with acting_as(village.noor.pk):
        Visit.objects.update(start=timezone.now() - timedelta(days=1))
        assert list(queries.to_record(village.noor, timezone.localdate())) == [visit]
        assert not queries.to_record(village.fatma, timezone.localdate())


def test_a_collision_with_an_own_contact_is_a_warning_not_a_refusal(village):
    first = planned(village)
    start = timezone.localtime(first.start).strftime("%Y-%m-%dT%H:%M")
    answer = signed_in(village.noor).post(
        page(village, "plannen/"), form(village, start=start), follow=True
    )
    assert answer.status_code == 200
    with acting_as(village.noor.pk):
        assert Visit.objects.count() == 2
    assert [m for m in answer.context["messages"] if m.level_tag == "warning"]


def test_adding_a_report_leaves_the_first_as_it_was(village):
    noor = signed_in(village.noor)
    noor.post(
        page(village, "vastleggen/"),
        form(village, text="Eerste.", category="health", **has_been()),
    )
    with acting_as(village.noor.pk):
        visit = Visit.objects.get()
    added = {"report_entry": str(uuid4()), "text": "Tweede.", "category": "money"}
    assert noor.post(page(village, f"{visit.pk}/"), added).status_code == 302
    assert noor.post(page(village, f"{visit.pk}/"), added | {"text": " "}).status_code == 422
    shown = noor.get(page(village, f"{visit.pk}/")).content.decode()
    assert "Eerste." in shown
    assert "Tweede." in shown
    assert noor.post(page(village, f"{planned(village).pk}/"), added).status_code == 422


@pytest.mark.parametrize("who", ["sam", "petra", "ruud", "kim"])
@pytest.mark.parametrize("where", ["", "plannen/", "vastleggen/"])
def test_the_pages_are_closed_for_who_is_not_in_the_team(village, who, where):
    answer = signed_in(getattr(village, who)).get(page(village, where))
    assert answer.status_code == (404 if who in {"sam", "ruud"} else 403)


def test_the_list_asks_as_many_questions_for_thirty_contacts_as_for_one(village):
    noor = signed_in(village.noor)
    noor.get(page(village))
    planned(village)
    with CaptureQueriesContext(connection) as few:
        noor.get(page(village))
    for _n in range(30):
        planned(village)
    with CaptureQueriesContext(connection) as many:
        noor.get(page(village))
    assert len(many) == len(few)
    assert len(many) <= 25
