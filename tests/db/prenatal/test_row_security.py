"""What the database itself keeps apart, and what a region is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.prenatal import actions, queries
from duizend.prenatal.models import HomeVisit, Suggestion
from duizend.referrals import actions as referrals
from duizend.visits.models import Visit
from tests.db.prenatal.conftest import EXPLAINED, agree, held, planned, taken
from tests.people import add_to_team, make_family, make_organization, make_user

pytestmark = pytest.mark.django_db


def last_quarter():
    """A day in the middle of the last whole quarter."""
    now = timezone.now()
    first = now.replace(month=(now.month - 1) // 3 * 3 + 1, day=1, hour=12)
    return first - timedelta(days=40)


def thinks(family, by, at):
    with acting_as(by.pk):
        return actions.think(family, EXPLAINED, None, by=by, at=at)


def region(place):
    with acting_as(place.village.petra.pk):
        (row,) = queries.of_region()
    return row.proposed, row.consented, row.visited


def test_that_she_thinks_is_of_the_own_organisation(place):
    kept = thinks(place.family, place.fatma, timezone.now())
    add_to_team(place.family, place.noor, by=place.fatma)
    for who in (place.noor, place.kim, place.sam, place.village.petra):
        with acting_as(who.pk):
            assert not Suggestion.objects.exists()
    assert str(kept).startswith(f"{place.fatma.organization_id}: ")
    with acting_as(place.noor.pk), pytest.raises(DatabaseError), transaction.atomic():
        Suggestion(
            pk=uuid4(),
            family=place.family,
            recorder=place.fatma,
            recorder_organization_id=place.fatma.organization_id,
            recorded=timezone.now(),
        ).save(force_insert=True)


def test_which_visit_answers_is_of_who_gives_it(place):
    asked = taken(place)
    visit = planned(place, asked)
    with acting_as(place.noor.pk):
        row = HomeVisit.objects.get()
        assert str(row) == f"{asked.pk}: {visit.pk}"
    for who in (place.fatma, place.kim, place.jan, place.sam):
        with acting_as(who.pk):
            assert not HomeVisit.objects.exists()
            assert (queries.meetings(asked) == []) is (who is not place.fatma)


def test_only_a_contact_of_the_receiver_answers_a_request_that_it_took(place):
    asked = agree(place)
    add_to_team(place.family, place.noor, by=place.fatma)
    with acting_as(place.noor.pk):
        from duizend.visits import actions as visits
        from tests.db.prenatal.conftest import appointment

        start = timezone.now() + timedelta(days=1)
        visit = visits.plan(
            uuid4(), place.family, appointment(place, start), by=place.noor, at=timezone.now()
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            HomeVisit(
                pk=uuid4(),
                family=place.family,
                referral=asked,  # not taken yet
                visit=visit,
                recorder=place.noor,
                recorder_organization_id=place.noor.organization_id,
                recorded=timezone.now(),
            ).save(force_insert=True)
        assert Visit.objects.filter(pk=visit.pk).exists()


def test_a_region_sees_tens_and_never_who_said_no(place):
    at = last_quarter()
    families = [
        make_family(place.fatma, due_date=(at + timedelta(days=100)).date(), at=at)
        for _ in range(23)
    ]
    for family in families[:9]:
        thinks(family, place.fatma, at)
    assert region(place) == (None, None, None)
    for family in families[9:]:
        thinks(family, place.fatma, at)
    assert region(place) == (20, None, None)
    # Who answers after the quarter changes nothing of what stood at its end.
    with acting_as(place.fatma.pk):
        actions.decline(families[0], place.offer.organization, by=place.fatma, at=timezone.now())
    assert region(place) == (20, None, None)
    # Who said no in the quarter counts nowhere.
    for family in families[10:]:
        with acting_as(place.fatma.pk):
            actions.decline(family, place.offer.organization, by=place.fatma, at=at)
    assert region(place) == (10, None, None)


def test_asked_for_and_visited_are_counted_in_tens_too(place):
    at = last_quarter()
    for number in range(11):
        family = make_family(place.fatma, due_date=(at + timedelta(days=100)).date(), at=at)
        yes = actions.Yes(place.offer, EXPLAINED, "Wilt u bellen?")
        with acting_as(place.fatma.pk):
            asked = actions.agree(family, yes, referral_id=uuid4(), by=place.fatma, at=at)
        if number == 0:
            with acting_as(place.fatma.pk):
                referrals.withdraw(asked, by=place.fatma, at=at)
    assert region(place) == (10, 10, None)


def test_nobody_else_is_told_anything_of_a_region(place):
    asked = taken(place)
    held(place, asked, planned(place, asked))
    stranger = make_user(
        "Ad Min", make_organization("Elders", OrganizationKind.WELFARE), Role.SOCIAL_WORKER
    )
    for who in (place.fatma, place.noor, place.sam, stranger):
        with acting_as(who.pk):
            assert queries.of_region() == []
    with acting_as(None), connection.cursor() as cursor:
        cursor.execute("select * from rls.home_visits_of_region()")
        assert cursor.fetchall() == []
