"""The ladder: who hears that an answer stays away, once each."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from duizend.access.rules import Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.core.working_days import add_working_days
from duizend.follow_up import actions, queries
from duizend.follow_up.models import Escalation, Ladder
from duizend.follow_up.rules.ladder import DEFAULT, Rung
from duizend.plans import actions as plans
from duizend.referrals import actions as referrals
from tests.db.follow_up.conftest import climb
from tests.people import make_user


def rungs(user, referral):
    with acting_as(user.pk):
        found = Escalation.objects.filter(referral=referral).order_by("rung")
        return list(found.values_list("rung", flat=True))


def coordinated(village):
    with acting_as(village.fatma.pk):
        plans.propose(village.family, village.fatma, by=village.fatma, at=timezone.now())


def test_a_question_in_time_reaches_nobody(village, ask, roos):
    referral = ask(2)
    assert climb() == []
    assert rungs(village.fatma, referral) == []


def test_long_after_the_last_day_all_four_hear_and_each_once(village, ask, roos):
    referral = ask(60)
    coordinated(village)

    told = climb()

    assert told == sorted([village.ruud.pk, village.fatma.pk, roos.pk])
    assert rungs(village.fatma, referral) == list(Rung)
    assert climb() == []
    assert climb(timezone.now() + timedelta(days=3)) == []


def test_each_rung_has_its_own_day(village, ask, roos):
    referral = ask(60)
    coordinated(village)
    with acting_as(village.fatma.pk):
        last = type(referral).objects.get(pk=referral.pk).due_on
    for rung, days in zip(Rung, DEFAULT, strict=True):
        day = add_working_days(last, days)
        noon = timezone.now().replace(year=day.year, month=day.month, day=day.day, hour=11)
        climb(noon - timedelta(days=1))
        assert rung not in rungs(village.fatma, referral)
        climb(noon)
        assert rungs(village.fatma, referral)[-1] == rung


def test_a_new_term_has_a_ladder_of_its_own(village, ask, roos):
    referral = ask(60)
    climb()
    before = len(rungs(village.fatma, referral))
    with acting_as(village.ruud.pk):
        referrals.take(referral, by=village.ruud, at=timezone.now() - timedelta(days=40))
    climb()
    assert len(rungs(village.fatma, referral)) == 2 * before


def test_what_is_shielded_never_reaches_the_director(village, ask, roos):
    referral = ask(60, categories=["safety"])
    assert roos.pk not in climb()
    assert rungs(village.fatma, referral) == [Rung.PERFORMER, Rung.SENDER, Rung.COORDINATOR]
    with acting_as(roos.pk):
        assert queries.silent_questions() == []


def test_who_signed_in_climbs_nothing(village, ask, roos):
    ask(60)
    with acting_as(village.fatma.pk):
        assert actions.climb(at=timezone.now()) == []
        assert not Escalation.objects.exists()


def test_the_director_sees_who_waits_for_whom_and_no_family(village, ask, roos):
    referral = ask(60)
    climb()
    with acting_as(roos.pk):
        (found,) = queries.silent_questions()
    assert (found.sender, found.performer) == ("Praktijk De Wieg", "Schuldhulp Drenthe")
    assert found.term == "answer"
    assert str(referral.pk) not in repr(found)
    assert str(village.family.pk) not in repr(found)


@pytest.mark.parametrize("who", ["petra", "fatma", "ruud", "sam"])
def test_nobody_else_sees_that_list(village, ask, roos, who):
    ask(60)
    climb()
    with acting_as(getattr(village, who).pk):
        assert queries.silent_questions() == []


def test_a_director_elsewhere_sees_nothing(village, ask, roos):
    ask(60)
    climb()
    elsewhere = make_user("Bram Verweg", village.sam.organization, Role.PROCESS_DIRECTOR)
    with acting_as(None):
        village.sam.organization.municipalities.clear()
    with acting_as(elsewhere.pk):
        assert queries.silent_questions() == []


def test_an_answer_takes_it_off_the_list(village, ask, roos):
    referral = ask(60)
    climb()
    with acting_as(village.ruud.pk):
        referrals.take(referral, by=village.ruud, at=timezone.now())
    with acting_as(roos.pk):
        assert queries.silent_questions() == []


def test_the_coalition_sets_its_own_numbers(village, ask, roos):
    referral = ask(60)
    with acting_as(roos.pk):
        actions.set_ladder(uuid4(), [0, 60, 60, 60], by=roos, at=timezone.now())
        assert queries.ladder() == (0, 60, 60, 60)
    climb()
    assert rungs(village.fatma, referral) == [Rung.PERFORMER]


@pytest.mark.parametrize("days", [[0, 2, 5], [5, 2, 5, 10], [0, 2, 5, 61], [-1, 2, 5, 10]])
def test_nonsense_is_no_ladder(village, roos, days):
    with acting_as(roos.pk), pytest.raises(NotAllowed, match="vier getallen"):
        actions.set_ladder(uuid4(), days, by=roos, at=timezone.now())
    assert not Ladder.objects.exists()


def test_who_sets_no_agreements_sets_no_ladder(village):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="coalitie"):
        actions.set_ladder(uuid4(), DEFAULT, by=village.fatma, at=timezone.now())


def test_a_double_click_sets_one_ladder(village, roos):
    ladder_id = uuid4()
    with acting_as(roos.pk):
        for _click in range(2):
            actions.set_ladder(ladder_id, DEFAULT, by=roos, at=timezone.now())
        assert Ladder.objects.count() == 1


def test_who_coordinates_without_consent_hears_that_and_not_what(village, ask, roos):
    ask(60)
    with acting_as(village.noor.pk):
        plans.propose(village.family, village.noor, by=village.noor, at=timezone.now())
    climb()
    with acting_as(village.noor.pk):
        assert [one.family_id for one in queries.asked_of_coordinator()] == [village.family.pk]
        assert not Escalation.objects.exists()
    with acting_as(village.fatma.pk):
        assert queries.asked_of_coordinator() == []


def test_twice_at_once_is_written_once(village, ask, roos):
    ask(60)
    climb()
    with connection.cursor() as cursor, acting_as(None):
        cursor.execute(
            "select * from rls.escalate(now(), array['2030-01-01','2030-01-01','2030-01-01',"
            "'2030-01-01']::date[])"
        )
        assert cursor.fetchall() == []
