"""What the database itself lets through, and what the actions refuse."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.visits import actions
from duizend.visits.actions import Appointment, Words
from duizend.visits.models import Report, Visit
from tests.people import Village, leaves_the_team, make_village, share


@pytest.fixture
def village() -> Village:
    return make_village()


def recorded(village: Village, by, category: str = "health") -> Visit:
    at = timezone.now()
    with acting_as(by.pk):
        return actions.record(
            uuid4(),
            village.family,
            Appointment("home_visit", at - timedelta(hours=1), 45, by),
            Words(uuid4(), category, "Alleen voor wie het mag weten."),
            by=by,
            at=at,
        )


def seen_by(user) -> tuple[int, int]:
    """Contacts and reports, asked of the database without any filter of ours."""
    with acting_as(user.pk), connection.cursor() as cursor:
        cursor.execute("select count(*) from visits_visit")
        visits = cursor.fetchone()[0]
        cursor.execute("select count(*) from visits_report")
        return visits, cursor.fetchone()[0]


def test_without_consent_another_organisation_sees_nothing(village):
    recorded(village, village.fatma)
    assert seen_by(village.fatma) == (1, 1)
    assert seen_by(village.noor) == (0, 0)


@pytest.mark.parametrize("who", ["sam", "kim", "ruud", "petra"])
def test_whoever_is_not_in_the_team_sees_nothing(village, who):
    recorded(village, village.fatma)
    assert seen_by(getattr(village, who)) == (0, 0)


def test_consent_for_the_plan_shows_that_there_was_a_contact_not_what_was_said(village):
    recorded(village, village.fatma)
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    assert seen_by(village.noor) == (1, 0)
    share(village.family, ["plan", "health"], by=village.fatma, to=village.noor.organization)
    assert seen_by(village.noor) == (1, 1)


def test_what_is_shielded_stays_hidden_from_a_student(village):
    recorded(village, village.noor, category="safety")
    assert seen_by(village.noor) == (1, 1)
    assert seen_by(village.yara) == (1, 0)


def test_a_student_cannot_write_what_is_shielded(village):
    with pytest.raises(NotAllowed):
        recorded(village, village.yara, category="safety")
    assert seen_by(village.noor) == (0, 0)


def test_a_report_is_never_changed_not_even_by_its_writer(village):
    recorded(village, village.noor)
    with acting_as(village.noor.pk):
        assert Report.objects.update(text="anders") == 0


def test_another_organisation_cannot_change_a_contact_that_it_may_see(village):
    visit = recorded(village, village.fatma)
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.noor.pk):
        assert Visit.objects.filter(pk=visit.pk).exists()
        assert Visit.objects.update(place="elders") == 0
        with pytest.raises(NotAllowed):
            actions.add_report(
                visit, Words(uuid4(), "health", "tekst"), by=village.noor, at=timezone.now()
            )


def test_nobody_writes_in_the_name_of_another(village):
    visit = recorded(village, village.noor)
    with acting_as(village.noor.pk):
        visit.pk = uuid4()
        visit.recorder = village.fatma
        with pytest.raises(ProgrammingError), transaction.atomic():
            visit.save(force_insert=True)


def plan(village: Village, by, for_whom, *, start=None, kind="home_visit", minutes=30) -> Visit:
    at = timezone.now()
    appointment = Appointment(kind, start or at + timedelta(days=1), minutes, for_whom)
    with acting_as(by.pk):
        return actions.plan(uuid4(), village.family, appointment, by=by, at=at)


def test_a_contact_is_planned_for_the_team_of_the_own_organisation_only(village):
    assert plan(village, village.noor, village.yara).practitioner == village.yara
    with pytest.raises(NotAllowed):
        plan(village, village.noor, village.fatma)
    with pytest.raises(NotAllowed):
        plan(village, village.fatma, village.kim)
    village.yara.is_active = False
    with pytest.raises(NotAllowed):
        plan(village, village.noor, village.yara)


@pytest.mark.parametrize("changes", [{"kind": "picnic"}, {"minutes": 0}, {"minutes": 481}])
def test_an_appointment_makes_sense(village, changes):
    with pytest.raises(NotAllowed):
        plan(village, village.noor, village.noor, **changes)


def test_a_report_of_an_unknown_kind_is_refused(village):
    with pytest.raises(NotAllowed):
        recorded(village, village.noor, category="gossip")


def test_an_empty_report_is_refused(village):
    visit = recorded(village, village.noor)
    with acting_as(village.noor.pk), pytest.raises(NotAllowed):
        actions.add_report(visit, Words(uuid4(), "health", " "), by=village.noor, at=timezone.now())


def test_moving_to_the_same_moment_changes_nothing(village):
    visit = plan(village, village.noor, village.noor)
    with acting_as(village.noor.pk):
        actions.reschedule(visit, visit.start, "geen", by=village.noor, at=timezone.now())
        assert not visit.moves.exists()


def test_nothing_is_planned_for_a_family_after_one_left_it(village):
    leaves_the_team(village.family, village.noor)
    with pytest.raises(NotAllowed):
        plan(village, village.noor, village.noor)


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("a_cancelled_visit_says_why", {"status": "cancelled", "settled": timezone.now()}),
        ("a_visit_is_planned_or_settled", {"status": "finished"}),
        ("a_visit_is_planned_or_settled", {"settled": timezone.now()}),
        ("a_visit_takes_some_minutes", {"duration": 0}),
    ],
)
def test_the_database_keeps_contacts_sensible(village, sentence, changes):
    plan(village, village.noor, village.noor)
    broken = pytest.raises(IntegrityError, match=sentence)
    with acting_as(village.noor.pk), broken, transaction.atomic():
        Visit.objects.update(**changes)


def test_the_database_keeps_reports_and_moves_sensible(village):
    visit = recorded(village, village.noor)
    with acting_as(village.noor.pk):
        report = visit.reports.get()
        report.pk, report.text = uuid4(), ""
        with pytest.raises(IntegrityError, match="a_report_says_something"), transaction.atomic():
            report.save(force_insert=True)
        move = visit.moves.model(
            family=village.family,
            visit=visit,
            from_start=visit.start,
            to_start=visit.start,
            recorder=village.noor,
            recorder_organization_id=village.noor.organization_id,
            recorded=timezone.now(),
        )
        with pytest.raises(IntegrityError, match="a_moved_visit_says_why"), transaction.atomic():
            move.save(force_insert=True)


def test_a_planned_contact_is_recorded_without_a_report(village):
    visit = plan(village, village.noor, village.noor)
    at = timezone.now()
    as_it_was = Appointment("phone", at, 10, village.noor)
    with acting_as(village.noor.pk):
        finished = actions.finish(visit, as_it_was, None, by=village.noor, at=at)
        assert not finished.reports.exists()


def test_the_same_report_twice_is_kept_once(village):
    visit = recorded(village, village.noor)
    words = Words(uuid4(), "health", "Aanvulling")
    with acting_as(village.noor.pk):
        for _attempt in range(2):
            actions.add_report(visit, words, by=village.noor, at=timezone.now())
        assert visit.reports.count() == 2


def test_a_contact_that_is_still_to_come_is_not_recorded_as_past(village):
    visit = plan(village, village.noor, village.noor)
    at = timezone.now()
    with acting_as(village.noor.pk):
        with pytest.raises(NotAllowed):
            actions.miss(visit, by=village.noor, at=at)
        with pytest.raises(NotAllowed):
            actions.reschedule(visit, at - timedelta(days=2), "x", by=village.noor, at=at)
        with pytest.raises(NotAllowed):
            actions.cancel(visit, " ", by=village.noor, at=at)
        assert str(visit).startswith("home_visit")
        assert visit.organization == village.noor.organization
