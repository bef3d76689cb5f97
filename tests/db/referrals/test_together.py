"""Two people at the same moment, each with a connection of their own."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families.models import CareRelation
from duizend.referrals import actions, notices
from duizend.referrals.models import Notice, Referral, ReferralEvent
from duizend.referrals.rules.states import Deed, Status

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Run these together; returns what each gave or raised, in their order."""
    together = Barrier(len(deeds))
    outcomes: list[object] = [None] * len(deeds)

    def run(place, deed):
        try:
            together.wait()
            outcomes[place] = deed()
        except NotAllowed as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def taking(user, referral):
    def deed():
        with acting_as(user.pk):
            return actions.take(referral, by=user, at=timezone.now())

    return deed


def test_of_two_who_take_it_one_wins_and_the_other_reads_who(village, mieke, referral):
    outcomes = at_once(taking(village.ruud, referral), taking(mieke, referral))

    refused = [one for one in outcomes if isinstance(one, NotAllowed)]
    taken = [one for one in outcomes if isinstance(one, Referral)]
    assert (len(refused), len(taken)) == (1, 1)
    winner = taken[0].taken_by
    assert winner is not None
    assert str(winner) in str(refused[0])
    with acting_as(winner.pk):
        assert ReferralEvent.objects.filter(what=Deed.TAKE).count() == 1
        relations = CareRelation.objects.filter(organization=winner.organization_id)
        assert [relation.practitioner for relation in relations] == [winner]


def test_a_double_click_at_the_same_moment_sends_once(village, debts, consent):
    key, at = uuid4(), timezone.now()

    def click():
        with acting_as(village.fatma.pk):
            asked = actions.Asked(debts, ["money"], "Wilt u bellen?")
            return actions.ask(village.family, asked, referral_id=key, by=village.fatma, at=at)

    at_once(click, click, click)
    with acting_as(village.fatma.pk):
        assert Referral.objects.get().status == Status.SENT
        assert ReferralEvent.objects.filter(what=Deed.SEND).count() == 1


def test_taking_and_withdrawing_at_once_end_in_one_of_both(village, referral):
    def withdraw():
        with acting_as(village.fatma.pk):
            return actions.withdraw(referral, by=village.fatma, at=timezone.now())

    outcomes = at_once(taking(village.ruud, referral), withdraw)
    assert sum(isinstance(one, NotAllowed) for one in outcomes) == 1
    with acting_as(village.fatma.pk):
        assert Referral.objects.get().status in {Status.TAKEN, Status.WITHDRAWN}


def test_two_workers_mail_one_person_once(village, mailoutbox):
    day = timezone.localdate()
    outcomes = at_once(*[lambda: notices.tell(village.ruud.pk, day)] * 3)
    assert sorted(outcomes) == [False, False, True]
    assert len(mailoutbox) == 1
    assert Notice.objects.count() == 1
