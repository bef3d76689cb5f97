"""The second lock: asked directly, as each person, without the filters of the screens."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from duizend.access.rules import WORKS_WITH_FAMILIES
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.families.models import CareRelation
from duizend.referrals import actions
from duizend.referrals.models import Disclosure, Referral, ReferralEvent
from duizend.referrals.rules.states import Status
from tests.people import make_referral, share

TABLES = (Referral, Disclosure, ReferralEvent)


def counted(user):
    """How many rows of each table this person gets from a question without any filter."""
    with acting_as(user.pk):
        return tuple(model.objects.count() for model in TABLES)


@pytest.fixture
def draft(village, debts, consent):
    with acting_as(village.fatma.pk):
        return actions.save_draft(
            village.family,
            actions.Asked(debts, ["money"], "Wilt u bellen?"),
            referral_id=uuid4(),
            by=village.fatma,
            at=timezone.now(),
        )


def test_a_draft_is_seen_by_the_senders_own_people_only(village, draft):
    assert counted(village.fatma) == (1, 1, 0)
    for other in (village.kim, village.noor, village.ruud, village.sam, village.petra):
        assert counted(other) == (0, 0, 0)


def test_a_sent_referral_is_seen_by_both_sides_and_by_nobody_else(village, mieke, referral):
    assert counted(village.fatma) == (1, 3, 1)
    assert counted(village.ruud) == (1, 3, 1)
    assert counted(mieke) == (1, 3, 1)
    # A colleague without a care relation, a stranger, the coalition; and another
    # organisation around the same family without consent for the plan.
    for other in (village.kim, village.sam, village.petra, village.noor, village.yara):
        assert counted(other) == (0, 0, 0)


def test_without_saying_who_asks_there_is_nothing(referral):
    with acting_as(None):
        assert [model.objects.count() for model in TABLES] == [0, 0, 0]


def test_with_consent_for_the_plan_others_see_that_it_is_there_but_not_what_was_told(
    village, referral
):
    share(village.family, ["contact", "plan"], by=village.fatma, to=village.noor.organization)
    assert counted(village.noor) == (1, 0, 0)


def test_after_the_taking_a_colleague_of_the_receiver_sees_that_it_runs_only(
    village, mieke, referral
):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    assert counted(village.ruud) == (1, 3, 2)
    assert counted(mieke) == (1, 0, 0)


def test_a_shielded_referral_is_not_seen_by_a_student_of_the_sender(village, notice):
    team = village.sam.organization
    share(village.family, ["contact"], by=village.noor, to=team)
    share(village.family, ["safety"], by=village.noor, to=team)
    notice("feels_unsafe", by=village.noor)
    make_referral(village.family, by=village.noor, to=team, categories=["safety"])
    assert counted(village.noor) == (1, 2, 1)
    assert counted(village.yara)[0] == 0
    with acting_as(village.yara.pk):
        assert not Disclosure.objects.filter(category="safety").exists()
        assert not ReferralEvent.objects.exists()


def test_who_no_longer_works_there_sees_nothing(village, referral):
    village.ruud.is_active = False
    village.ruud.save()
    assert counted(village.ruud) == (0, 0, 0)


def test_taking_opens_the_family_to_the_taker_alone(village, mieke, referral):
    for user in (village.ruud, mieke):
        with acting_as(user.pk), pytest.raises(ProgrammingError), transaction.atomic():
            families.join(village.family.pk, by=user, at=timezone.now())
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    with acting_as(mieke.pk), pytest.raises(ProgrammingError), transaction.atomic():
        families.join(village.family.pk, by=mieke, at=timezone.now())
    with acting_as(village.ruud.pk):
        assert CareRelation.objects.current().of(village.ruud).count() == 1


def test_nobody_writes_in_the_name_of_somebody_else(village, referral):
    forged = ReferralEvent(
        referral=referral,
        what="answer",
        by=village.ruud,
        by_organization=village.ruud.organization,
        at=timezone.now(),
        category="contact",
    )
    with acting_as(village.fatma.pk), pytest.raises(ProgrammingError), transaction.atomic():
        forged.save(force_insert=True)


def test_what_was_told_is_not_changed_after_sending(village, referral):
    with acting_as(village.fatma.pk):
        assert Disclosure.objects.update(content={}) == 0
        assert ReferralEvent.objects.update(note="anders") == 0


def test_a_stranger_changes_nothing(village, referral):
    with acting_as(village.sam.pk):
        assert Referral.objects.update(status=Status.WITHDRAWN) == 0


def test_nobody_sends_in_the_name_of_another_organisation(village, debts):
    forged = Referral(
        family=village.family,
        sender=village.sam,
        sender_organization=village.sam.organization,
        performer=debts,
        categories=["contact"],
        category="plan",
        recorded=timezone.now(),
    )
    with acting_as(village.sam.pk), pytest.raises(ProgrammingError), transaction.atomic():
        forged.save(force_insert=True)


def test_the_roles_in_the_policy_are_those_of_the_rules():
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('rls.works_with_families()'::regprocedure)")
        words = cursor.fetchone()[0]
    listed = words.partition("array[")[2].partition("]")[0].lower()
    assert {word.strip("'") for word in listed.split(",")} == set(WORKS_WITH_FAMILIES)


def test_who_has_something_waiting_is_told_as_ids_only(village, mieke, referral):
    with connection.cursor() as cursor:
        cursor.execute("select rls.people_with_something_waiting(%s)", [timezone.localdate()])
        found = {row[0] for row in cursor.fetchall()}
    assert found == {village.ruud.pk, mieke.pk}
