"""The pages: for the process director, the coalition, the region and the referrer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent, User
from duizend.access.rules import Role
from duizend.consents import actions as consents
from duizend.consents.models import Consent
from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from duizend.directory.models import Offer
from duizend.follow_up import actions, queries
from duizend.follow_up.models import Call, DirectorNote, Ladder, NextStep
from duizend.follow_up.rules.next_steps import Choice, Why
from duizend.plans import actions as plans
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from tests.db.follow_up.conftest import climb
from tests.people import make_offer, make_user, signed_in

MOST_QUERIES = 25
NAMES = ("Samira", "Amrani", "Bos", "Leo", "Fatma", "Ruud")
TODAY = timezone.localdate


def address(name, referral):
    return reverse(f"follow_up:{name}", args=[referral.family_id, referral.pk])


def get(user, url):
    return signed_in(user).get(url)


def post(user, url, **data):
    return signed_in(user).post(url, {"id": str(uuid4()), **data}, follow=True)


def text(response):
    return response.content.decode()


@pytest.fixture
def declined(village, ask):
    referral = ask(10)
    with acting_as(village.ruud.pk):
        referrals.decline(referral, "Wij zitten vol.", by=village.ruud, at=timezone.now())
    return referral


@pytest.fixture
def silent(village, ask, roos):
    referral = ask(60)
    climb()
    return referral


def steps(user):
    with acting_as(user.pk):
        return list(NextStep.objects.order_by("recorded").values_list("why", "choice"))


# The process director


def test_the_director_finds_who_waits_for_whom_and_no_family(roos, silent):
    page = text(get(roos, reverse("follow_up:silent")))
    assert "Praktijk De Wieg vroeg Schuldhulp Drenthe" in page
    assert "te laat" in page
    for name in NAMES:
        assert name not in page
    assert str(silent.family_id) not in page


def test_the_director_writes_with_whom_was_spoken_and_both_sides_read_it(village, roos, silent):
    with acting_as(roos.pk):
        (question,) = queries.silent_questions()
    url = reverse("follow_up:question", args=[question.id])
    page = post(roos, url, kind="called", words="Gebeld met de teamleider.", by_when="")
    assert "Bewaard" in text(page)
    assert "teamleider" in text(page)
    for name in NAMES:
        assert name not in text(page)
    theirs = get(village.fatma, reverse("referrals:detail", args=[silent.family_id, silent.pk]))
    assert "teamleider" in text(theirs)
    assert "Procesregisseur" in text(theirs)
    ours = get(village.ruud, reverse("referrals:received", args=[silent.pk]))
    assert "teamleider" in text(ours)
    with acting_as(village.noor.pk):
        assert not DirectorNote.objects.exists()


def test_what_was_agreed_rests_until_its_day(roos, silent):
    with acting_as(roos.pk):
        (question,) = queries.silent_questions()
    url = reverse("follow_up:question", args=[question.id])
    day = TODAY() + timedelta(days=3)
    post(roos, url, kind="agreed", words="Zij bellen deze week.", by_when=day.isoformat())
    assert "Er is iets afgesproken" in text(get(roos, reverse("follow_up:silent")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "", "kind": "called"},
        {"words": "x" * 501, "kind": "called"},
        {"words": "Gebeld.", "kind": "shouted"},
        {"words": "Gebeld.", "kind": "called", "by_when": "2030-01-01"},
        {"words": "Afspraak.", "kind": "agreed", "by_when": "2020-01-01"},
        {"words": "Afspraak.", "kind": "agreed", "by_when": "morgen"},
        {"words": "Gebeld.", "kind": "called", "id": "geen-id"},
    ],
)
def test_a_note_that_cannot_be_kept_changes_nothing(roos, silent, wrong):
    with acting_as(roos.pk):
        (question,) = queries.silent_questions()
    page = post(roos, reverse("follow_up:question", args=[question.id]), **wrong)
    assert page.status_code == 422
    with acting_as(roos.pk):
        assert not DirectorNote.objects.exists()


@pytest.mark.parametrize(
    ("words", "kind", "by_when"),
    [("  ", "called", None), ("x" * 501, "called", None)],
)
def test_the_action_refuses_what_a_form_lets_through(roos, silent, words, kind, by_when):
    with acting_as(roos.pk):
        (question,) = queries.silent_questions()
        with pytest.raises(NotAllowed):
            actions.note(uuid4(), question.id, words, kind, by_when, by=roos, at=timezone.now())


def test_a_double_click_keeps_one_note(roos, silent):
    with acting_as(roos.pk):
        (question,) = queries.silent_questions()
        note_id = uuid4()
        for _click in range(2):
            actions.note(note_id, question.id, "Gebeld.", "called", by=roos, at=timezone.now())
        assert DirectorNote.objects.count() == 1
        with pytest.raises(Hidden):
            actions.note(uuid4(), uuid4(), "Gebeld.", "called", by=roos, at=timezone.now())


def test_a_question_of_nobody_does_not_exist(roos, silent):
    assert get(roos, reverse("follow_up:question", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("who", ["fatma", "ruud", "petra", "sam"])
def test_only_the_director_directs(village, silent, who):
    user = getattr(village, who)
    assert get(user, reverse("follow_up:silent")).status_code == 403
    assert get(user, reverse("follow_up:question", args=[uuid4()])).status_code == 403


def test_the_list_costs_the_same_however_long(village, roos, ask):
    ask(60)
    climb()
    few = queries_of(roos, reverse("follow_up:silent"))
    for _more in range(4):
        ask(60)
    climb()
    assert queries_of(roos, reverse("follow_up:silent")) == few <= MOST_QUERIES


def queries_of(user, url):
    client = signed_in(user)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


# The coalition's ladder


def ladder(**changes):
    names = ("after_performer", "after_sender", "after_coordinator", "after_director")
    return dict(zip(names, ("1", "3", "6", "12"), strict=True)) | changes


def test_the_coalition_sets_when_each_hears(village, roos):
    page = post(roos, reverse("follow_up:ladder"), **ladder())
    assert "Bewaard" in text(page)
    with acting_as(village.petra.pk):
        assert queries.ladder() == (1, 3, 6, 12)
    assert get(village.petra, reverse("follow_up:ladder")).status_code == 200
    assert get(village.fatma, reverse("follow_up:ladder")).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"after_sender": "0"},
        {"after_sender": "-1"},
        {"after_director": "61"},
        {"after_director": ""},
        {"after_director": "veel"},
    ],
)
def test_nonsense_is_not_set(roos, wrong):
    page = post(roos, reverse("follow_up:ladder"), **ladder(**wrong))
    assert page.status_code == 422
    assert not Ladder.objects.exists()


# The figures


def test_figures_are_for_who_helps_and_who_leads(village, roos, declined):
    for user in (village.fatma, village.petra, roos):
        page = get(user, reverse("follow_up:figures"))
        assert page.status_code == 200
        assert "Minder dan tien gezinnen" in text(page)
    bea = make_user("Bea Vermeer", village.petra.organization, Role.ADMINISTRATOR)
    assert get(bea, reverse("follow_up:figures")).status_code == 403


# What now


def test_what_was_declined_asks_what_now_until_it_is_answered(village, declined):
    day = text(get(village.fatma, reverse("workspace:my_day")))
    assert "Schuldhulp Drenthe kan nu niet helpen" in day
    detail = reverse("referrals:detail", args=[declined.family_id, declined.pk])
    assert "Kies wat nu" in text(get(village.fatma, detail))

    page = post(village.fatma, address("what_now", declined), choice="no_help")

    assert "wil nu geen hulp" in text(page)
    assert "Kies wat nu" not in text(page)
    day = text(get(village.fatma, reverse("workspace:my_day")))
    assert "kan nu niet helpen" not in day


def test_who_took_it_and_stopped_is_not_said_to_be_unable_to_help(village, ask):
    referral, at = ask(10), timezone.now()
    with acting_as(village.ruud.pk):
        taken = referrals.take(referral, by=village.ruud, at=at)
        referrals.decline(taken, "Het gaat nu niet door.", by=village.ruud, at=at)
    day = text(get(village.fatma, reverse("workspace:my_day")))
    assert "Van Schuldhulp Drenthe komt er nu geen hulp" in day
    assert "kan nu niet helpen" not in day


def test_another_offer_leads_to_the_menu(village, declined):
    page = post(village.fatma, address("what_now", declined), choice="other_offer")
    assert page.redirect_chain[-1][0] == reverse("referrals:new", args=[declined.family_id])


def test_later_comes_back_on_its_day(village, declined):
    tomorrow = TODAY() + timedelta(days=1)
    post(village.fatma, address("what_now", declined), choice="later", on=tomorrow.isoformat())
    with acting_as(village.fatma.pk):
        assert queries.asked_now(village.fatma, TODAY()) == []
        (asked,) = queries.asked_now(village.fatma, tomorrow)
    assert asked.why is Why.DECLINED
    page = text(get(village.fatma, address("what_now", declined)))
    assert "Gekozen: later opnieuw" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"choice": "goes_on"},
        {"choice": "nonsense"},
        {"choice": "later"},
        {"choice": "later", "on": "2020-01-01"},
        {"choice": "later", "on": "2090-01-01"},
        {"choice": "later", "on": "ooit"},
        {"choice": "no_help", "id": "geen-id"},
    ],
)
def test_what_cannot_be_chosen_changes_nothing(village, declined, wrong):
    page = post(village.fatma, address("what_now", declined), **wrong)
    assert page.status_code == 422
    assert steps(village.fatma) == []


def test_what_was_declined_cannot_go_on(village, declined):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="afgesproken"):
        actions.choose(uuid4(), declined, Choice.GOES_ON, by=village.fatma, at=timezone.now())
    assert steps(village.fatma) == []


def test_a_double_click_chooses_once(village, declined):
    once = uuid4()
    with acting_as(village.fatma.pk):
        for _click in range(2):
            actions.choose(once, declined, Choice.COORDINATOR, by=village.fatma, at=timezone.now())
    assert steps(village.fatma) == [("declined", "coordinator")]


def test_the_id_of_another_choice_is_nobodys(village, declined, ask):
    other = ask(10)
    with acting_as(village.ruud.pk):
        referrals.decline(other, "Vol.", by=village.ruud, at=timezone.now())
    with acting_as(village.fatma.pk):
        first = actions.choose(
            uuid4(), declined, Choice.NO_HELP, by=village.fatma, at=timezone.now()
        )
        with pytest.raises(Hidden):
            actions.choose(first.pk, other, Choice.NO_HELP, by=village.fatma, at=timezone.now())


def test_who_coordinates_talks_and_then_it_is_asked_again(village, declined):
    with acting_as(village.noor.pk):
        plans.propose(village.family, village.noor, by=village.noor, at=timezone.now())
    post(village.fatma, address("what_now", declined), choice="coordinator")
    day = text(get(village.noor, reverse("workspace:my_day")))
    assert "Praat over welke hulp past" in day
    assert "Schuldhulp" not in day
    with acting_as(village.noor.pk):
        (step,) = NextStep.objects.all()
    url = reverse("follow_up:settle", args=[declined.family_id, step.pk])
    assert "Wij hebben gesproken" in text(get(village.noor, url))
    for _click in range(2):
        assert signed_in(village.noor).post(url, follow=True).status_code == 200
    assert "Praat over welke hulp past" not in text(get(village.noor, reverse("workspace:my_day")))
    with acting_as(village.fatma.pk):
        (asked,) = queries.asked_now(village.fatma, TODAY())
    assert asked.why is Why.DECLINED
    assert "gesprek is geweest" in text(get(village.noor, url))


def test_what_is_settled_was_asked_of_who_coordinates(village, declined):
    post(village.fatma, address("what_now", declined), choice="no_help")
    with acting_as(village.fatma.pk):
        (step,) = NextStep.objects.all()
        with pytest.raises(NotAllowed, match="niets gevraagd"):
            actions.settle(step, by=village.fatma, at=timezone.now())
    url = reverse("follow_up:settle", args=[declined.family_id, uuid4()])
    assert get(village.fatma, url).status_code == 404


def test_who_neither_coordinates_nor_asked_settles_nothing(village, declined):
    post(village.fatma, address("what_now", declined), choice="coordinator")
    with acting_as(village.fatma.pk):
        (step,) = NextStep.objects.all()
    with acting_as(village.noor.pk), pytest.raises(NotAllowed, match="coördineert"):
        actions.settle(step, by=village.noor, at=timezone.now())


def test_after_three_attempts_the_referrer_is_asked_and_the_receiver_reads_it(village, ask):
    referral = ask(10)
    with acting_as(village.ruud.pk):
        referrals.take(referral, by=village.ruud, at=timezone.now() - timedelta(days=5))
        for _attempt in range(3):
            referrals.report_contact(referral, made=False, by=village.ruud, at=timezone.now())
    page = text(get(village.fatma, address("what_now", referral)))
    assert "drie keer" in page
    post(village.fatma, address("what_now", referral), choice="goes_on")
    received = text(get(village.ruud, reverse("referrals:received", args=[referral.pk])))
    assert "het gaat toch door" in received


def test_what_goes_well_asks_nothing(village, ask):
    referral = ask(1)
    page = text(get(village.fatma, address("what_now", referral)))
    assert "vraagt nu niets van u" in page
    assert post(village.fatma, address("what_now", referral), choice="no_help").status_code == 422


@pytest.mark.parametrize("who", ["kim", "ruud", "sam", "petra", "noor"])
@pytest.mark.parametrize("name", ["what_now", "call"])
def test_only_who_asked_looks_and_chooses(village, declined, who, name):
    user = getattr(village, who)
    assert get(user, address(name, declined)).status_code in (403, 404)
    assert post(user, address(name, declined), choice="no_help").status_code in (403, 404)
    assert steps(village.fatma) == []


# Organisations that leave, offers that stop


def test_an_organisation_that_left_gives_the_question_back(village, ask):
    referral = ask(3)
    User.objects.filter(pk=village.ruud.pk).update(is_active=False)
    day = text(get(village.fatma, reverse("workspace:my_day")))
    assert "Niemand van Schuldhulp Drenthe werkt nog met duizend" in day
    post(village.fatma, address("what_now", referral), choice="other_offer")
    with acting_as(village.fatma.pk):
        assert Referral.objects.get(pk=referral.pk).status == "cancelled"
        assert queries.asked_now(village.fatma, TODAY()) == []


def test_also_what_they_had_taken(village, ask):
    referral = ask(3)
    with acting_as(village.ruud.pk):
        referrals.take(referral, by=village.ruud, at=timezone.now())
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="Bel hen"):
        referrals.take_back(referral, by=village.fatma, at=timezone.now())
    User.objects.filter(pk=village.ruud.pk).update(is_active=False)
    post(village.fatma, address("what_now", referral), choice="no_help")
    with acting_as(village.fatma.pk):
        assert Referral.objects.get(pk=referral.pk).status == "cancelled"


@pytest.mark.parametrize("how", [{"stops_on": "2026-01-01"}, {"retired_on": "2026-01-01"}])
def test_an_offer_that_stopped_gives_the_question_back(village, debts, ask, how):
    offer = make_offer(debts)
    referral = ask(3, offer=offer)
    with acting_as(None):
        Offer.objects.filter(pk=offer.pk).update(**how)
    with acting_as(village.fatma.pk):
        (asked,) = queries.asked_now(village.fatma, TODAY())
    assert asked.why is Why.STOPPED
    assert "is gestopt" in text(get(village.fatma, address("what_now", referral)))


def test_nobody_asks_for_what_has_stopped(village, debts, ask):
    offer = make_offer(debts, stops_on=TODAY())
    with pytest.raises(NotAllowed, match="menukaart"):
        ask(0, offer=offer)


# Calling again


def test_after_a_week_the_referrer_calls_again(village, ask):
    referral = ask(7)
    day = text(get(village.fatma, reverse("workspace:my_day")))
    assert "Bel Schuldhulp Drenthe na" in day
    page = text(get(village.fatma, address("call", referral)))
    assert "Handelingsprotocol" in page

    page = text(post(village.fatma, address("call", referral), heard="not_yet"))

    assert "Nagebeld: er is nog geen contact geweest" in page
    with acting_as(village.fatma.pk):
        assert queries.asked_now(village.fatma, TODAY()) == []
        (again,) = queries.asked_now(village.fatma, TODAY() + timedelta(days=7))
    assert again.call_on == TODAY() + timedelta(days=7)
    with acting_as(village.ruud.pk):
        assert not Call.objects.exists()


def test_before_a_week_nobody_calls(village, ask):
    ask(6)
    with acting_as(village.fatma.pk):
        assert queries.asked_now(village.fatma, TODAY()) == []


@pytest.mark.parametrize("wrong", [{}, {"heard": "rumours"}, {"heard": "contact", "id": "x"}])
def test_a_call_that_cannot_be_kept_changes_nothing(village, ask, wrong):
    referral = ask(7)
    assert post(village.fatma, address("call", referral), **wrong).status_code == 422
    with acting_as(village.fatma.pk):
        assert not Call.objects.exists()
        with pytest.raises(NotAllowed, match="hoorde"):
            actions.call(uuid4(), referral, "rumours", by=village.fatma, at=timezone.now())


def test_a_double_click_calls_once(village, ask):
    referral, once = ask(7), uuid4()
    with acting_as(village.fatma.pk):
        for _click in range(2):
            actions.call(once, referral, "contact", by=village.fatma, at=timezone.now())
        assert Call.objects.count() == 1


def test_nobody_calls_about_what_had_contact(village, ask):
    referral = ask(9)
    with acting_as(village.ruud.pk):
        referrals.take(referral, by=village.ruud, at=timezone.now())
        referrals.report_contact(referral, made=True, by=village.ruud, at=timezone.now())
    assert get(village.fatma, address("call", referral)).status_code == 403


# What is seen, and the log


def test_without_consent_one_sees_that_something_came_and_not_what(village, debts, ask):

    referral = ask(3, offer=make_offer(debts, "Hulp bij geld"), categories=["money"])
    with acting_as(village.fatma.pk):
        for consent in Consent.objects.all():
            consents.withdraw(consent, by=village.fatma, at=timezone.now())
    for url in (
        reverse("workspace:my_day"),
        reverse("referrals:inbox"),
        reverse("referrals:received", args=[referral.pk]),
    ):
        page = text(get(village.ruud, url))
        assert "Praktijk De Wieg" in page
        assert "Hulp bij geld" not in page
        assert "Samira" not in page


def test_every_deed_is_in_the_log_of_the_family(village, declined, ask):
    post(village.fatma, address("what_now", declined), choice="no_help")
    post(village.fatma, address("call", ask(7)), heard="contact")
    with acting_as(village.fatma.pk):
        done = set(
            AuditEvent.objects.filter(family_id=declined.family_id).values_list("action", flat=True)
        )
    assert {"follow_up.choose", "follow_up.call", "follow_up.what_now"} <= done


def test_the_page_of_a_referral_keeps_to_its_number_of_queries(village, silent, roos):
    url = reverse("referrals:detail", args=[silent.family_id, silent.pk])
    assert queries_of(village.fatma, url) <= MOST_QUERIES


def test_a_full_day_costs_the_same_as_an_empty_one(village, ask):
    ask(9)
    url = reverse("workspace:my_day")
    few = queries_of(village.fatma, url)
    for days in (9, 20, 60):
        ask(days)
    assert queries_of(village.fatma, url) == few <= MOST_QUERIES
