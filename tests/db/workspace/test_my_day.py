"""Mijn dag: what asks something today, for the right person and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.plans import actions as plans
from duizend.plans.models import Notice
from duizend.referrals.models import Referral
from duizend.visits import actions as visits
from tests.people import Village, make_referral, make_village, share, signed_in

MOST_QUERIES = 25


@pytest.fixture
def village() -> Village:
    return make_village()


def page_of(person):
    return signed_in(person).get(reverse("workspace:my_day"))


def queries_of(person):
    client = signed_in(person)
    client.get(reverse("workspace:my_day"))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(reverse("workspace:my_day"))
    return len(captured)


def test_a_family_without_a_coordinator_asks_something_of_who_registered_it(village):
    response = page_of(village.fatma)

    assert "Nog niemand coördineert" in response.content.decode()
    assert "El Amrani" in response.content.decode()


def test_a_colleague_without_a_care_relation_sees_nothing_of_the_family(village):
    response = page_of(village.kim)

    assert response.status_code == 200
    assert "El Amrani" not in response.content.decode()
    assert "Er wacht nu niets op u" in response.content.decode()


def test_a_question_to_coordinate_waits_for_a_yes_or_no(village):
    with acting_as(village.noor.pk):
        plans.propose(village.family, village.noor, by=village.noor, at=timezone.now())

    assert "Wilt u coördineren?" not in page_of(village.fatma).content.decode()


def test_the_visits_of_today_stand_on_the_day(village):
    start = timezone.localtime().replace(hour=23, minute=0, second=0, microsecond=0)
    with acting_as(village.fatma.pk):
        visits.plan(
            uuid4(),
            village.family,
            visits.Appointment("home_visit", start, 45, village.fatma, "thuis"),
            by=village.fatma,
            at=timezone.now(),
        )

    page = page_of(village.fatma).content.decode()

    assert "23.00 uur" in page
    assert "23.00 uur" not in page_of(village.noor).content.decode()


def test_a_task_that_is_late_says_how_late(village):
    with acting_as(village.fatma.pk):
        plans.add_task(
            uuid4(),
            village.family,
            plans.TaskWords(
                "Bellen met de huisarts",
                village.fatma,
                timezone.localdate() - timedelta(days=7),
            ),
            None,
            by=village.fatma,
            at=timezone.now() - timedelta(days=9),
        )

    page = page_of(village.fatma).content.decode()

    assert "Bellen met de huisarts" in page
    assert "7 dagen te laat" in page


def test_the_number_of_queries_does_not_grow_with_the_lists(village):
    few = queries_of(village.fatma)
    with acting_as(village.fatma.pk):
        for number in range(8):
            plans.add_task(
                uuid4(),
                village.family,
                plans.TaskWords(f"Taak {number}", village.fatma, timezone.localdate()),
                None,
                by=village.fatma,
                at=timezone.now(),
            )

    assert queries_of(village.fatma) == few
    assert few <= MOST_QUERIES


def test_who_leads_the_programme_sees_no_families(village):
    page = page_of(village.petra).content.decode()

    assert "El Amrani" not in page
    assert "Gezin aanmelden" not in page


def test_a_notice_can_be_put_away(village):
    with acting_as(village.fatma.pk):
        plans.propose(village.family, village.fatma, by=village.fatma, at=timezone.now())
    emergency = reverse("workspace:emergency", args=[village.family.pk])
    signed_in(village.kim).post(emergency, {"reason": "Moeder belt in nood"})
    with acting_as(village.fatma.pk):
        notice = Notice.objects.get(to=village.fatma)

    assert "Kim de Jong" in page_of(village.fatma).content.decode()
    signed_in(village.fatma).post(reverse("plans:read_notice", args=[notice.pk]))

    assert "Kim de Jong" not in page_of(village.fatma).content.decode()


def test_an_answer_that_is_late_shows_at_who_asked_and_at_who_coordinates(village):
    debts = village.ruud.organization
    share(village.family, ["contact", "plan"], by=village.fatma, to=village.noor.organization)
    share(village.family, ["contact", "money"], by=village.fatma, to=debts)
    referral = make_referral(village.family, by=village.fatma, to=debts, categories=["money"])
    with acting_as(village.fatma.pk):
        Referral.objects.filter(pk=referral.pk).update(
            due_on=timezone.localdate() - timedelta(days=7)
        )
    late = "Schuldhulp Drenthe heeft nog niet geantwoord"

    assert late in page_of(village.fatma).content.decode()
    assert late not in page_of(village.noor).content.decode()

    with acting_as(village.noor.pk):
        plans.propose(village.family, village.noor, by=village.noor, at=timezone.now())

    assert late in page_of(village.noor).content.decode()
