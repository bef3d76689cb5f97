"""From the question to the answer: what happens, what is told, and who is told no."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from duizend.access.models import AuditEvent, Outcome, User
from duizend.consents import actions as consents
from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from duizend.families.models import CareRelation
from duizend.pathways import actions as pathways
from duizend.referrals import actions, queries
from duizend.referrals.models import Disclosure, Notice, Referral, ReferralEvent
from duizend.referrals.permissions import check_can, check_can_send, check_can_tell
from duizend.referrals.rules.states import Deed, Side, Status
from tests.db.referrals.conftest import seen_by
from tests.people import make_referral, share
from tests.unit.pathways.test_matching import ROW


def received(referral: Referral, person: User) -> Referral:
    """The referral as this person of the receiver finds it."""
    found = queries.for_performer(referral.pk, person)
    assert found is not None
    return found


def test_sending_tells_only_what_was_consented_to(village, debts, notice):
    notice("debts", by=village.fatma)
    notice("depressive_symptoms", by=village.fatma)
    share(village.family, ["contact", "money"], by=village.fatma, to=debts)

    referral = make_referral(village.family, by=village.fatma, to=debts, categories=["money"])

    with acting_as(village.ruud.pk):
        told = queries.told(received(referral, village.ruud))
    assert set(told.parts) == {"contact", "money"}
    assert told.contact["parent"] == "Samira El Amrani"
    assert [signal["label"] for signal in told.parts["money"]["signals"]] == ["schulden"]
    assert "due_date" not in str(told.parts)


def test_the_due_date_goes_along_with_the_pregnancy_only(village, referral):
    with acting_as(village.ruud.pk):
        told = queries.told(received(referral, village.ruud))
    assert told.parts["pregnancy"]["due_date"] == "2027-02-19"


def test_what_another_organisation_found_is_not_passed_on(village, debts, notice):
    share(village.family, ["contact", "money"], by=village.noor, to=village.fatma.organization)
    notice("debts", by=village.noor)
    share(village.family, ["contact", "money"], by=village.fatma, to=debts)

    referral = make_referral(village.family, by=village.fatma, to=debts, categories=["money"])

    with acting_as(village.fatma.pk):
        assert set(queries.told(referral).parts) == {"contact"}


def test_shielded_signals_never_travel_along(village, debts, notice):
    notice("sexual_abuse", by=village.fatma)
    share(village.family, ["contact", "mental"], by=village.fatma, to=debts)

    referral = make_referral(village.family, by=village.fatma, to=debts, categories=["mental"])

    with acting_as(village.fatma.pk):
        assert set(queries.told(referral).parts) == {"contact"}


@pytest.fixture
def shielded(village, notice):
    """To Sam's neighbourhood team, with safety consented to apart."""
    team = village.sam.organization
    notice("feels_unsafe", by=village.fatma)
    share(village.family, ["contact"], by=village.fatma, to=team)
    share(village.family, ["safety"], by=village.fatma, to=team)
    return make_referral(village.family, by=village.fatma, to=team, categories=["safety"])


def test_safety_is_told_when_it_was_consented_to_apart(village, shielded):
    assert shielded.category == "safety"
    with acting_as(village.sam.pk):
        assert "safety" in queries.told(received(shielded, village.sam)).parts


def test_safety_is_read_only_by_a_role_that_may(village, shielded):
    village.sam.role = "debt_counsellor"
    village.sam.save()
    with acting_as(village.sam.pk):
        told = queries.told(received(shielded, village.sam))
    assert set(told.parts) == {"contact"}


def test_the_loop_from_sending_to_the_answer(village, debts, referral, consent):
    ruud, at = village.ruud, timezone.now()
    with acting_as(ruud.pk):
        actions.take(referral, by=ruud, at=at)
        actions.report_contact(referral, made=False, note="Niet thuis.", by=ruud, at=at)
        actions.report_contact(referral, made=True, by=ruud, at=at)
        actions.start(referral, by=ruud, at=at)
        actions.answer(referral, "De rekeningen liggen op orde.", "money", by=ruud, at=at)
        done = actions.complete(referral, by=ruud, at=at)

    assert done.status == Status.COMPLETED
    assert done.due_on is None
    with acting_as(village.fatma.pk):
        history = [event.what for event in ReferralEvent.objects.filter(referral=referral)]
        heard = list(queries.answered_recently(village.fatma, at - timedelta(days=1)))
    assert sorted(history) == sorted(
        ["send", "take", "contact_failed", "contact_made", "start", "answer", "complete"]
    )
    assert [event.referral_id for event in heard] == [referral.pk]


def test_taking_starts_the_care_relation_of_the_taker_only(village, mieke, referral):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
        assert (
            CareRelation.objects.filter(family=village.family).current().of(village.ruud).exists()
        )
    with acting_as(mieke.pk):
        assert not CareRelation.objects.filter(family_id=village.family.pk).exists()


def test_an_organisation_that_already_works_with_the_family_can_be_asked(village):
    jgz = village.noor.organization
    share(village.family, ["contact"], by=village.fatma, to=jgz)
    referral = make_referral(village.family, by=village.fatma, to=jgz)
    with acting_as(village.noor.pk):
        taken = actions.take(referral, by=village.noor, at=timezone.now())
        assert (
            CareRelation.objects.filter(family=village.family, practitioner=village.noor).count()
            == 1
        )
    assert taken.taken_by == village.noor


def test_taking_twice_changes_nothing(village, referral):
    with acting_as(village.ruud.pk):
        first = actions.take(referral, by=village.ruud, at=timezone.now())
        again = actions.take(referral, by=village.ruud, at=timezone.now() + timedelta(hours=1))
        assert again.taken_at == first.taken_at
        taken = ReferralEvent.objects.filter(referral=referral, what=Deed.TAKE)
        assert taken.count() == 1


def test_the_second_one_reads_who_took_it(village, mieke, referral):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    with acting_as(mieke.pk), pytest.raises(NotAllowed, match="Ruud Klein nam"):
        actions.take(referral, by=mieke, at=timezone.now())


def test_a_second_click_sends_once(village, referral):
    with acting_as(village.fatma.pk):
        again = actions.send(referral, by=village.fatma, at=timezone.now())
        assert again.sent_at == referral.sent_at
        assert ReferralEvent.objects.filter(referral=referral, what=Deed.SEND).count() == 1


def test_expired_consent_at_the_moment_of_sending_sends_nothing(village, debts, consent):
    with acting_as(village.fatma.pk):
        draft = actions.save_draft(
            village.family,
            actions.Asked(debts, ["money"], "Wilt u bellen?"),
            referral_id=uuid4(),
            by=village.fatma,
            at=timezone.now(),
        )
        with pytest.raises(NotAllowed, match="geen toestemming"):
            actions.send(draft, by=village.fatma, at=timezone.now() + timedelta(days=400))
        draft.refresh_from_db()
        assert draft.status == Status.DRAFT
        assert set(queries.told(draft).parts) == {"contact"}
    assert seen_by(village.ruud, draft) is None


def test_consent_withdrawn_between_page_and_click_sends_nothing(village, debts, consent):
    with acting_as(village.fatma.pk):
        draft = actions.save_draft(
            village.family,
            actions.Asked(debts, ["money"], "Wilt u bellen?"),
            referral_id=uuid4(),
            by=village.fatma,
            at=timezone.now(),
        )
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
        with pytest.raises(NotAllowed, match="geen toestemming"):
            actions.send(draft, by=village.fatma, at=timezone.now())


def test_withdrawn_consent_closes_what_was_told_until_it_is_taken(village, referral, consent):
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    with acting_as(village.ruud.pk):
        found = received(referral, village.ruud)
        assert queries.told(found).parts == {}
        assert Disclosure.objects.count() == 0
        with pytest.raises(NotAllowed, match="ingetrokken"):
            actions.take(found, by=village.ruud, at=timezone.now())
    with acting_as(village.fatma.pk):
        withdrawn = actions.withdraw(referral, by=village.fatma, at=timezone.now())
    assert withdrawn.status == Status.WITHDRAWN


def test_after_taking_the_receiver_keeps_what_it_received(village, referral, consent):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    with acting_as(village.ruud.pk):
        told = queries.told(received(referral, village.ruud))
    assert set(told.parts) == {"contact", "money", "pregnancy"}


def test_what_was_withdrawn_before_the_taking_is_never_received(village, debts, referral):
    with acting_as(village.fatma.pk):
        # A new yes for less takes the place of the old one.
        consents.give(
            village.family,
            debts,
            purpose="coordination",
            categories=["contact"],
            explained=["what", "why", "which_data"],
            period_end=timezone.localdate() + timedelta(days=30),
            given_by="Samira El Amrani",
            by=village.fatma,
            at=timezone.now(),
        )
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    share(village.family, ["contact", "money"], by=village.fatma, to=debts)
    with acting_as(village.ruud.pk):
        told = queries.told(received(referral, village.ruud))
    assert set(told.parts) == {"contact"}


def test_nobody_refers_to_their_own_organisation(village):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="eigen organisatie"):
        actions.save_draft(
            village.family,
            actions.Asked(village.fatma.organization, [], "Hallo"),
            referral_id=uuid4(),
            by=village.fatma,
            at=timezone.now(),
        )


def test_an_organisation_where_nobody_reads_is_not_asked(village):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="Bel"):
        actions.save_draft(
            village.family,
            actions.Asked(village.petra.organization, [], "Hallo"),
            referral_id=uuid4(),
            by=village.fatma,
            at=timezone.now(),
        )


def test_a_question_without_words_is_not_sent(village, debts, consent):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="Zeg wat u vraagt"):
        make_referral(village.family, by=village.fatma, to=debts, request="   ")


def test_a_draft_can_be_changed_until_it_is_sent(village, debts, referral):
    asked = actions.Asked(debts, ["money"], "Anders")
    key, at = uuid4(), timezone.now()
    with acting_as(village.fatma.pk):
        actions.save_draft(village.family, asked, referral_id=key, by=village.fatma, at=at)
        draft = actions.save_draft(
            village.family,
            actions.Asked(debts, [], "Nog anders"),
            referral_id=key,
            by=village.fatma,
            at=at,
        )
        assert (draft.categories, queries.told(draft).request) == (["contact"], "Nog anders")
        same = actions.save_draft(
            village.family, asked, referral_id=referral.pk, by=village.fatma, at=at
        )
        assert same.categories == referral.categories
        actions.withdraw(draft, by=village.fatma, at=at)
        with pytest.raises(NotAllowed):
            actions.save_draft(village.family, asked, referral_id=key, by=village.fatma, at=at)
        with pytest.raises(NotAllowed):
            actions.send(draft, by=village.fatma, at=at)


def test_the_id_of_something_else_is_refused(village, debts, referral):
    share(village.family, ["contact"], by=village.noor, to=debts)
    with acting_as(village.noor.pk), pytest.raises(Hidden):
        actions.save_draft(
            village.family,
            actions.Asked(debts, [], "Van mij"),
            referral_id=referral.pk,
            by=village.noor,
            at=timezone.now(),
        )


def test_declining_needs_a_reason_and_gives_it_back(village, referral):
    with acting_as(village.ruud.pk):
        with pytest.raises(NotAllowed, match="één zin"):
            actions.decline(referral, "  ", by=village.ruud, at=timezone.now())
        declined = actions.decline(referral, "Wij zitten vol.", by=village.ruud, at=timezone.now())
    assert declined.status == Status.DECLINED
    with acting_as(village.fatma.pk):
        words = ReferralEvent.objects.get(referral=referral, what=Deed.DECLINE)
    assert words.note == "Wij zitten vol."
    with acting_as(village.ruud.pk):
        assert Disclosure.objects.filter(referral=referral).count() == 0


@pytest.mark.parametrize("category", ["contact", "money"])
def test_an_answer_is_about_what_was_shared(village, referral, category):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
        told = actions.answer(referral, "Gaat goed.", category, by=village.ruud, at=timezone.now())
    assert told.answered_at


@pytest.mark.parametrize("category", ["mental", "safety", "nonsense"])
def test_an_answer_about_anything_else_is_refused(village, referral, category):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
        with pytest.raises(NotAllowed, match="geen toestemming"):
            actions.answer(referral, "Gaat goed.", category, by=village.ruud, at=timezone.now())


def test_after_a_withdrawal_an_answer_is_about_contact_only(village, referral, consent):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    with acting_as(village.ruud.pk):
        with pytest.raises(NotAllowed, match="geen toestemming"):
            actions.answer(referral, "Gaat goed.", "money", by=village.ruud, at=timezone.now())
        actions.answer(referral, "Wij stoppen.", "contact", by=village.ruud, at=timezone.now())


def test_an_answer_may_be_about_what_the_family_let_the_receiver_tell(village, referral):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    share(village.family, ["contact", "housing"], by=village.ruud, to=village.fatma.organization)
    with acting_as(village.ruud.pk):
        actions.answer(
            referral, "De huur is geregeld.", "housing", by=village.ruud, at=timezone.now()
        )
        with pytest.raises(NotAllowed, match="Schrijf"):
            actions.answer(referral, "", "housing", by=village.ruud, at=timezone.now())
        with pytest.raises(NotAllowed, match="korter"):
            actions.answer(referral, "x" * 2001, "housing", by=village.ruud, at=timezone.now())


def test_a_colleague_of_the_receiver_reports_only_with_a_care_relation(village, mieke, referral):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    with acting_as(mieke.pk), pytest.raises(NotAllowed, match="Ruud Klein nam"):
        actions.start(referral, by=mieke, at=timezone.now())


def test_each_deed_waits_for_its_side(village, referral):
    at = timezone.now()
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="gevraagd"):
        actions.take(referral, by=village.fatma, at=at)
    with acting_as(village.ruud.pk), pytest.raises(NotAllowed, match="verwijst"):
        actions.withdraw(referral, by=village.ruud, at=at)
    with acting_as(village.petra.pk), pytest.raises(NotAllowed, match="twee organisaties"):
        actions.take(referral, by=village.petra, at=at)


def test_each_refusal_says_where_it_stands(village, referral):
    ruud, at = village.ruud, timezone.now()
    with acting_as(ruud.pk):
        with pytest.raises(NotAllowed, match="nog niemand"):
            actions.start(referral, by=ruud, at=at)
        actions.take(referral, by=ruud, at=at)
        with pytest.raises(NotAllowed, match="Ruud Klein nam"):
            actions.complete(referral, by=ruud, at=at)
        actions.start(referral, by=ruud, at=at)
        with pytest.raises(NotAllowed, match="al begonnen"):
            actions.start(referral, by=ruud, at=at)
        actions.complete(referral, by=ruud, at=at)
        with pytest.raises(NotAllowed, match="afgerond"):
            actions.start(referral, by=ruud, at=at)
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="afgerond"):
        actions.withdraw(referral, by=village.fatma, at=at)


def test_a_withdrawn_or_declined_one_says_so_to_who_wants_to_take_it(village, debts, referral):
    with acting_as(village.fatma.pk):
        actions.withdraw(referral, by=village.fatma, at=timezone.now())
    with acting_as(village.ruud.pk), pytest.raises(NotAllowed, match="ingetrokken"):
        actions.take(referral, by=village.ruud, at=timezone.now())
    other = make_referral(village.family, by=village.fatma, to=debts)
    with acting_as(village.ruud.pk):
        actions.decline(other, "Vol.", by=village.ruud, at=timezone.now())
        with pytest.raises(NotAllowed, match="geweigerd"):
            actions.take(other, by=village.ruud, at=timezone.now())


def test_a_contact_that_fails_gives_time_and_is_counted(village, referral):
    ruud, at = village.ruud, timezone.now()
    with acting_as(ruud.pk):
        actions.take(referral, by=ruud, at=at)
        later = at + timedelta(days=5)
        tried = actions.report_contact(referral, made=False, by=ruud, at=later)
    assert tried.failed_attempts == 1
    assert tried.due_term == "contact"
    assert tried.due_on is not None
    assert tried.due_on > timezone.localdate(later)


def test_late_is_seen_at_both_sides_and_by_the_coordinator(village, referral):
    later = timezone.now() + timedelta(days=30)
    with acting_as(village.ruud.pk):
        assert list(queries.late_for_performer(village.ruud, later)) == [referral]
        assert list(queries.new_for(village.ruud)) == [referral]
    with acting_as(village.fatma.pk):
        assert list(queries.late_for_sender(village.fatma, later)) == [referral]
        assert list(queries.late_for_sender(village.fatma, timezone.now())) == []
    with acting_as(village.noor.pk):
        assert list(queries.late_for_family(village.family, later)) == []
    share(village.family, ["contact", "plan"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.noor.pk):
        assert list(queries.late_for_family(village.family, later)) == [referral]


def test_a_programme_manager_has_no_queue(village, referral):
    with acting_as(village.petra.pk):
        assert not queries.new_for(village.petra)
        assert not queries.in_hand_of(village.petra)
        assert not queries.late_for_performer(village.petra, timezone.now())


def test_every_deed_is_in_the_log_of_the_family(village, referral):
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
        logged = AuditEvent.objects.filter(family_id=village.family.pk, agent=village.ruud)
        assert list(logged.values_list("action", "outcome")) == [
            ("referrals.take", Outcome.SUCCESS)
        ]


def test_each_person_stands_on_a_side(village, referral):
    assert queries.side_of(village.fatma, referral) is Side.SENDER
    assert queries.side_of(village.ruud, referral) is Side.PERFORMER
    assert queries.side_of(village.sam, referral) is None


def test_the_terms_of_a_new_referral_are_the_agreed_ones(village, referral):
    assert referral.due_term == "answer"
    assert referral.terms["answer"]["origin"] == "source"
    assert isinstance(referral.due_on, date)
    assert isinstance(referral.sent_at, datetime)


def test_only_the_sender_sends_and_never_without_a_name(village, debts, consent):
    with acting_as(village.fatma.pk):
        draft = actions.save_draft(
            village.family,
            actions.Asked(debts, [], "Wilt u bellen?"),
            referral_id=uuid4(),
            by=village.fatma,
            at=timezone.now(),
        )
        with pytest.raises(NotAllowed, match="verwijst"):
            check_can_send(village.noor, draft, "Hallo", timezone.localdate())
        with pytest.raises(NotAllowed, match="een naam"):
            check_can_tell(village.fatma, village.family, debts, ["money"], timezone.localdate())
        with pytest.raises(NotAllowed, match="nog niet verstuurd"):
            check_can(Deed.DECLINE, village.ruud, draft, timezone.localdate())


def test_for_the_day_comes_what_is_new_and_what_i_took_and_is_late(village, mieke, referral):
    today = timezone.localdate()
    with acting_as(village.ruud.pk):
        assert list(queries.waiting_for_us(village.ruud, today)) == [referral]
        actions.take(referral, by=village.ruud, at=timezone.now())
        assert list(queries.waiting_for_us(village.ruud, today)) == []
        assert list(queries.waiting_for_us(village.ruud, today + timedelta(days=30))) == [referral]
        assert list(queries.in_hand_of(village.ruud)) == [referral]
    with acting_as(mieke.pk):
        assert list(queries.waiting_for_us(mieke, today + timedelta(days=30))) == []
    with acting_as(village.petra.pk):
        assert not queries.waiting_for_us(village.petra, today)


def test_a_referral_from_the_route_carries_its_step_out(village, debts, offer, consent, notice):
    notice("debts", by=village.fatma)
    pathways.load_route_cards([ROW], at=timezone.now())
    at = timezone.now()
    with acting_as(village.fatma.pk):
        step = pathways.accept(
            village.family,
            pathways.StepKey("geldzorgen", 1, "refer"),
            offer=offer,
            by=village.fatma,
            at=at,
        )
        sent = actions.ask(
            village.family,
            actions.Asked(debts, ["money"], "Wilt u bellen?", offer, step),
            referral_id=uuid4(),
            by=village.fatma,
            at=at,
        )
        step.refresh_from_db()
    assert step.carried_out_at == at
    # The step gives the term of the feedback, and its origin.
    assert sent.terms["feedback"]["value"] == 10
    assert sent.terms["feedback"]["origin"] == "source"


def test_each_row_names_itself(referral, village):
    with acting_as(village.fatma.pk):
        event = ReferralEvent.objects.get(referral=referral)
        told = Disclosure.objects.get(referral=referral, category="money")
    assert "requested" in str(referral)
    assert "send" in str(event)
    assert "money" in str(told)
    assert str(Notice(user=village.ruud, day=date(2026, 11, 23))).endswith("2026-11-23")
