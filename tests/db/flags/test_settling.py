"""Saying what was done, and asking a colleague: what is kept, who may, and twice the same."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import Error, transaction

from duizend.access.models import AuditEvent, User
from duizend.access.rules import Role
from duizend.core.permissions import NotAllowed, why_not
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.families.models import CareRelation
from duizend.flags import actions, queries
from duizend.flags.models import Deed, Flag, HandOver
from duizend.flags.permissions import SayFirst, check_can_take_over
from duizend.questionnaires import actions as questionnaires
from tests.db.flags.conftest import answer_of, flags_for, only_flag
from tests.people import NOW, add_to_team, make_user

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def flag(village, told):
    return only_flag(village.fatma, village.family)


def settle(flag, by, done=("talked",), words="", deed_id=None, done_at=NOW, at=LATER):
    with acting_as(by.pk):
        return actions.settle(
            deed_id or uuid4(), flag, list(done), words, done_at=done_at, by=by, at=at
        )


def hand_over(flag, to, by, form_id=None):
    with acting_as(by.pk):
        return actions.hand_over(form_id or uuid4(), flag, to, by=by, at=LATER)


def answer(asked, by, *, yes=True):
    with acting_as(by.pk):
        return (actions.accept if yes else actions.decline)(asked, by=by, at=LATER)


def waiting(user):
    with acting_as(user.pk):
        return queries.waiting_for(user, 12)


def finish(talk):
    with acting_as(talk.who.pk):
        questionnaires.complete(talk.response, strengths_not_discussed=True, by=talk.who, at=LATER)


def test_what_was_done_is_kept_and_closes_it(village, flag):
    settled = settle(flag, village.fatma, ["talked", "other"], " Bij haar gebleven ")
    assert (settled.status, settled.ender, settled.ended) == ("settled", village.fatma, LATER)
    with acting_as(village.fatma.pk):
        deed = Deed.objects.get()
        assert (deed.done, deed.words) == (["talked", "other"], "Bij haar gebleven")
        assert AuditEvent.objects.filter(action="flags.settle", category="safety").count() == 1


def test_the_same_click_again_keeps_one(village, flag):
    form = uuid4()
    settle(flag, village.fatma, deed_id=form)
    settle(flag, village.fatma, deed_id=form)
    with acting_as(village.fatma.pk):
        assert Deed.objects.count() == 1


def test_a_second_deed_is_refused(village, flag, hilde):
    settle(flag, village.fatma)
    with pytest.raises(NotAllowed, match="al gezegd"):
        settle(flag, hilde)


@pytest.mark.parametrize(
    ("done", "words", "done_at"),
    [
        ([], "Gepraat", NOW),
        (["other"], "", NOW),
        (["talked"], "", LATER + timedelta(days=1)),
        (["talked"], "", NOW - timedelta(days=1)),
        (["dansen"], "", NOW),
    ],
)
def test_what_says_too_little_is_refused_in_words(village, flag, done, words, done_at):
    with pytest.raises(actions.NotSaidYet) as refusal:
        settle(flag, village.fatma, done, words, done_at=done_at)
    assert str(refusal.value)
    assert refusal.value.category == "safety"
    assert only_flag(village.fatma, village.family).is_open


def test_a_colleague_in_the_team_may_say_what_was_done(village, flag, hilde):
    assert settle(flag, hilde).ender == hilde


@pytest.mark.parametrize("who", ["kim", "sam", "petra", "noor"])
def test_others_may_not(village, flag, who):
    user = getattr(village, who)
    with pytest.raises((NotAllowed, Flag.DoesNotExist)):
        settle(flag, user)
    assert only_flag(village.fatma, village.family).is_open


def test_another_organisation_with_consent_for_safety_only_reads(village, flag):
    with acting_as(village.noor.pk):
        refusal = why_not(check_can_take_over, village.noor, flag)
    assert "andere organisatie" in refusal


def test_a_conversation_is_not_finished_before_somebody_says_what_was_done(village, told, flag):
    with pytest.raises(SayFirst) as refusal:
        finish(told)
    assert refusal.value.flag == flag
    settle(flag, village.fatma)
    finish(told)


def test_naming_who_does_it_is_enough_to_finish(village, told, flag, hilde):
    hand_over(flag, hilde, village.fatma)
    finish(told)


def test_it_may_be_stopped_and_then_still_waits(village, told, flag):
    with acting_as(village.fatma.pk):
        questionnaires.stop(told.response, by=village.fatma, at=LATER)
    assert [one.flag for one in waiting(village.fatma)] == [flag]


def test_until_the_yes_it_stays_with_who_asked(village, told, flag, hilde):
    asked = hand_over(flag, hilde, village.fatma)
    assert [(one.flag, one.colleague_was_asked) for one in waiting(village.fatma)] == [(flag, True)]
    with acting_as(hilde.pk):
        assert list(queries.asked_of(hilde)) == [asked]
    answer(asked, hilde)
    assert waiting(village.fatma) == []
    assert [one.flag for one in waiting(hilde)] == [flag]


def test_after_a_no_somebody_must_be_named_again(village, told, flag, hilde):
    asked = hand_over(flag, hilde, village.fatma)
    answer(asked, hilde, yes=False)
    assert [one.colleague_was_asked for one in waiting(village.fatma)] == [False]
    with pytest.raises(SayFirst):
        finish(told)


@pytest.mark.parametrize("yes", [True, False])
def test_answering_twice_is_answering_once(village, flag, hilde, yes):
    asked = hand_over(flag, hilde, village.fatma)
    answer(asked, hilde, yes=yes)
    answer(asked, hilde, yes=yes)
    with pytest.raises(NotAllowed, match="al beantwoord"):
        answer(asked, hilde, yes=not yes)


def test_asking_somebody_else_takes_the_first_question_back(village, flag, hilde):
    first = hand_over(flag, hilde, village.fatma)
    hand_over(flag, village.kim, village.fatma)
    with pytest.raises(NotAllowed):
        answer(first, hilde)
    with acting_as(village.kim.pk):
        assert CareRelation.objects.current().of(village.kim).exists()


def test_the_same_form_again_asks_once(village, flag, hilde):
    form = uuid4()
    assert hand_over(flag, hilde, village.fatma, form) == hand_over(
        flag, hilde, village.fatma, form
    )


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("noor", "eigen organisatie"),
        ("fatma", "uzelf"),
        ("gone", "werkt hier niet meer"),
        ("anouk", "afgeschermd"),
    ],
)
def test_who_cannot_be_asked(village, flag, who, why):
    wieg = village.fatma.organization
    people = {
        "noor": village.noor,
        "fatma": village.fatma,
        "gone": make_user("Greet Weg", wieg, Role.MIDWIFE),
        "anouk": make_user("Anouk Wolters", wieg, Role.MATERNITY_ASSISTANT),
    }
    people["gone"].is_active = False
    with pytest.raises(NotAllowed, match=why):
        hand_over(flag, people[who], village.fatma)


def test_it_is_not_handed_to_who_already_has_it(village, flag, hilde):
    with pytest.raises(NotAllowed, match="al"):
        hand_over(flag, village.fatma, hilde)


def test_only_who_was_asked_answers(village, flag, hilde):
    asked = hand_over(flag, hilde, village.fatma)
    with pytest.raises(NotAllowed, match="gevraagd"):
        answer(asked, village.fatma)


def test_settling_takes_an_open_question_back(village, flag, hilde):
    asked = hand_over(flag, hilde, village.fatma)
    settle(flag, village.fatma)
    with acting_as(hilde.pk):
        assert not queries.asked_of(hilde).exists()
        assert HandOver.objects.get(pk=asked.pk).status == "taken_back"


def test_a_colleague_takes_it_over_without_being_asked(village, flag, hilde):
    with acting_as(hilde.pk):
        assert actions.take_over(flag, by=hilde, at=LATER).owner == hilde
        with pytest.raises(NotAllowed, match="al van u"):
            actions.take_over(flag, by=hilde, at=LATER)


@pytest.mark.parametrize("how", ["left", "inactive"])
def test_when_who_has_it_goes_away_the_rest_of_the_team_sees_it(village, flag, hilde, how):
    assert waiting(hilde) == []
    if how == "left":
        with acting_as(village.fatma.pk):
            families.leave(village.family, by=village.fatma, at=NOW)
    else:
        User.objects.filter(pk=village.fatma.pk).update(is_active=False)
    assert [one.flag for one in waiting(hilde)] == [flag]


def test_the_database_lets_nobody_put_anothers_name_on_it(village, flag, hilde):
    with acting_as(village.fatma.pk), pytest.raises(Error), transaction.atomic():
        Flag.objects.filter(pk=flag.pk).update(owner=hilde)


def test_the_database_lets_nobody_say_yes_for_another(village, flag, hilde):
    asked = hand_over(flag, hilde, village.fatma)
    with acting_as(village.fatma.pk), pytest.raises(Error), transaction.atomic():
        HandOver.objects.filter(pk=asked.pk).update(status="accepted", answered=NOW)


def test_what_was_done_is_never_rewritten(village, flag):
    settle(flag, village.fatma)
    with acting_as(village.fatma.pk):
        assert Deed.objects.update(words="Iets anders") == 0


def test_who_owns_it_without_seeing_what_is_shielded_can_settle_it(village):
    add_to_team(village.family, village.ruud, by=village.fatma)
    from tests.db.flags.test_raising import raise_one

    raise_one(village.family, village.ruud, "violence")
    flag = only_flag(village.ruud, village.family)
    settle(flag, village.ruud)
    assert not only_flag(village.ruud, village.family).is_open


def test_the_history_keeps_every_flag(village, told, flag):
    settle(flag, village.fatma)
    told.says("phq9")
    told.says("phq9", answer_of(told, "phq9", 3))
    assert len(flags_for(village.fatma, village.family)) == 2
