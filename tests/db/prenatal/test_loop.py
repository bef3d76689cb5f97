"""From a suggestion to a word back; and every way in which it goes otherwise."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.access.rules import OrganizationKind
from duizend.consents import actions as consents
from duizend.consents.models import Consent
from duizend.core.content import read_rows
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.launch.environment import PROJECT
from duizend.pathways import actions as pathways
from duizend.prenatal import actions, queries
from duizend.prenatal.models import HomeVisit, Suggestion
from duizend.referrals import actions as referrals
from duizend.referrals import queries as asked_queries
from duizend.referrals.models import Referral
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from duizend.visits import actions as visits
from duizend.visits.models import Visit
from tests.db.prenatal.conftest import (
    EXPLAINED,
    agree,
    appointment,
    held,
    planned,
    taken,
    tell,
    the,
    visits_by,
)
from tests.people import add_to_team, make_organization, make_referral, share

pytestmark = pytest.mark.django_db
CONTENT = PROJECT / "content"


def seen(user, referral):
    with acting_as(user.pk):
        return Referral.objects.get(pk=referral.pk)


def think(place, again_on=None, by=None):
    by = by or place.fatma
    with acting_as(by.pk):
        return actions.think(place.family, EXPLAINED, again_on, by=by, at=timezone.now())


def decline(place, by=None, recipient=None):
    by = by or place.fatma
    with acting_as(by.pk):
        actions.decline(
            place.family, recipient or place.offer.organization, by=by, at=timezone.now()
        )


def test_a_yes_goes_straight_to_youth_health_care_and_comes_back_with_a_word(place):
    asked = agree(place)
    assert asked.performer == place.offer.organization
    with acting_as(place.fatma.pk):
        consent = Consent.objects.get(purpose="prenatal_home_visit")
        assert consent.categories == ["contact", "pregnancy"]
        assert consent.given_by == "Samira El Amrani"
    with acting_as(place.noor.pk):
        assert [r.pk for r in asked_queries.new_for(place.noor)] == [asked.pk]
        referrals.take(asked, by=place.noor, at=timezone.now())
    asked = seen(place.noor, asked)
    visit = planned(place, asked)
    asked = seen(place.fatma, asked)
    assert asked.contact_made
    with acting_as(place.fatma.pk):
        (meeting,) = queries.meetings(asked)
        assert (meeting.start, meeting.kind, meeting.has_been) == (
            visit.start,
            "prenatal_home_visit",
            False,
        )
        assert not Visit.objects.filter(pk=visit.pk).exists()  # the contact itself is Noor's
        note = asked.events.get(what="contact_made").note
        assert note.startswith("Gepland: ")
    with acting_as(place.noor.pk):
        visit = Visit.objects.get(pk=visit.pk)
    held(place, seen(place.noor, asked), visit, kind="phone")
    assert seen(place.fatma, asked).status == "in-progress"
    tell(place, seen(place.noor, asked))
    asked = seen(place.fatma, asked)
    assert (asked.status, asked.due_on) == ("completed", None)
    with acting_as(place.fatma.pk):
        assert asked.events.get(what="answer").note == "We hebben elkaar gesproken."
        assert queries.meetings(asked)[0].has_been


def test_a_double_click_asks_once_and_keeps_one_consent(place):
    key = uuid4()
    first, second = agree(place, key), agree(place, key)
    assert first.pk == second.pk
    with acting_as(place.fatma.pk):
        assert Consent.objects.filter(purpose="prenatal_home_visit").count() == 1


def test_asking_twice_is_refused_and_so_is_thinking_about_what_runs(place):
    agree(place)
    for deed in (agree, think):
        with pytest.raises(NotAllowed, match="al gevraagd"):
            deed(place)


def test_more_goes_along_only_when_she_wants_it_and_never_what_is_shielded(place):
    asked = agree(place, also=["money", "safety"])
    assert asked.categories == ["contact", "money", "pregnancy"]


@pytest.mark.parametrize("ticks", [[], ["what", "why"]])
def test_without_the_three_explained_nothing_is_sent_or_kept(place, ticks):
    with pytest.raises(NotAllowed):
        agree(place, explained=ticks)
    with acting_as(place.fatma.pk):
        assert not Consent.objects.exists()
        assert not Referral.objects.exists()


def test_without_words_nothing_is_sent_or_kept(place):
    with pytest.raises(NotAllowed):
        agree(place, request=" ")
    with acting_as(place.fatma.pk):
        assert not Consent.objects.exists()


def test_thinking_is_kept_once_and_any_answer_closes_it(place):
    today = timezone.localdate()
    first = think(place)
    assert think(place, today).pk == first.pk
    with acting_as(place.fatma.pk):
        assert the(queries.suggestion(place.family, place.fatma)).again_on == today
    agree(place)
    with acting_as(place.fatma.pk):
        assert queries.suggestion(place.family, place.fatma) is None


def test_a_no_leaves_nothing_outside_the_own_organisation(place):
    add_to_team(place.family, place.noor, by=place.fatma)
    think(place)
    with acting_as(place.noor.pk):
        before = AuditEvent.objects.filter(family_id=place.family.pk).count()
    decline(place)
    decline(place)  # a double click
    with acting_as(place.noor.pk):
        assert not Consent.objects.exists()
        assert not Suggestion.objects.exists()
        assert not Referral.objects.exists()
        assert AuditEvent.objects.filter(family_id=place.family.pk).count() == before
    with acting_as(place.fatma.pk):
        assert Consent.objects.get().status == "rejected"
        assert queries.refusal(place.family, place.fatma) is not None
        suggestion = Suggestion.objects.get()
        assert suggestion.closed_at is not None
        assert not AuditEvent.objects.filter(
            family_id=place.family.pk, action__startswith="prenatal."
        ).exists()


def test_after_a_no_she_may_say_yes(place):
    decline(place)
    assert agree(place).status == "requested"
    with acting_as(place.fatma.pk):
        assert queries.refusal(place.family, place.fatma) is None


def test_she_takes_her_yes_back_before_anybody_took_it(place):
    asked = agree(place)
    decline(place)
    with acting_as(place.noor.pk):
        found = Referral.objects.get(pk=asked.pk)
        assert found.status == "cancelled"
        assert not asked_queries.told(found).can_read
    with acting_as(place.fatma.pk):
        assert queries.current(place.family) is None


def test_a_consent_that_lapses_between_sending_and_opening_hides_what_was_sent(place):
    asked = agree(place)
    with acting_as(place.fatma.pk):
        assert queries.consent_holds(asked, timezone.localdate())
        consents.withdraw(Consent.objects.get(), by=place.fatma, at=timezone.now())
        assert not queries.consent_holds(asked, timezone.localdate())
    with acting_as(place.noor.pk):
        came = the(asked_queries.for_performer(asked.pk, place.noor))
        assert asked_queries.told(came).closed == ("contact",)
        with pytest.raises(NotAllowed):
            referrals.take(came, by=place.noor, at=timezone.now())
    # She says yes again: the same request opens, no second one is made.
    assert agree(place).pk == asked.pk
    with acting_as(place.noor.pk):
        came = the(asked_queries.for_performer(asked.pk, place.noor))
        assert asked_queries.told(came).can_read
        assert Referral.objects.count() == 1


def test_a_step_of_a_route_that_was_chosen_is_carried_out(place):
    signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=timezone.now())
    spoken = [r for r in read_rows("concepts.json", "concepts") if r["code"] == "debts"]
    signals.load_concepts(spoken, at=timezone.now())
    card = json.loads((CONTENT / "route_cards/prenataal-huisbezoek.json").read_text())
    card["condition"] = {"concept": "debts"}
    pathways.load_route_cards([card], at=timezone.now())
    with acting_as(place.fatma.pk):
        assert queries.agreed_step(place.family, place.fatma) is None
        at = timezone.now()
        debts = Concept.objects.get(code="debts")
        signals.add(uuid4(), place.family, debts, by=place.fatma, at=at)
        key = (card["code"], card["version"])
        for step in ("explain", "refer"):
            pathways.accept(
                place.family,
                pathways.StepKey(*key, step),
                offer=place.offer if step == "refer" else None,
                by=place.fatma,
                at=at,
            )
        assert the(queries.agreed_step(place.family, place.fatma)).step_code == "refer"
    asked = agree(place)
    assert asked.proposal is not None
    with acting_as(place.fatma.pk):
        asked.proposal.refresh_from_db()
        assert asked.proposal.carried_out_at is not None


def test_only_before_a_birth(place):
    with acting_as(place.fatma.pk):
        pregnancy = place.family.pregnancies.get()
        families.end_pregnancy(pregnancy, timezone.localdate(), by=place.fatma, at=timezone.now())
        place.family.refresh_from_db()
    for deed in (agree, think):
        with pytest.raises(NotAllowed, match="geboorte"):
            deed(place)


def test_only_of_youth_health_care_here(place):
    elsewhere = visits_by(place.village.ruud.organization, "Bezoek van elders")
    with pytest.raises(NotAllowed):
        agree(place, offer=elsewhere)


def test_who_gives_the_visit_has_no_no_to_record(place):
    taken(place)
    with pytest.raises(NotAllowed):
        decline(place, by=place.noor)


def test_who_may_not_refer_to_the_offer_is_told_who_may(place):
    place.offer.who_may_refer = ["general_practice"]
    place.offer.save()
    with pytest.raises(NotAllowed):
        agree(place)


def test_nobody_at_home_asks_for_another_day(place):
    asked = taken(place)
    soon = timezone.now() + timedelta(minutes=1)
    visit = planned(place, asked, soon)
    with acting_as(place.noor.pk):
        actions.missed(seen(place.noor, asked), visit, by=place.noor, at=soon)
    with acting_as(place.fatma.pk):
        assert queries.meetings(asked) == []
    assert seen(place.fatma, asked).failed_attempts == 1
    planned(place, seen(place.noor, asked))
    with acting_as(place.noor.pk):
        assert HomeVisit.objects.count() == 2


def test_after_the_start_a_second_visit_can_be_planned_missed_and_called_off(place):
    asked = taken(place)
    held(place, seen(place.noor, asked), planned(place, asked))
    soon = timezone.now() + timedelta(minutes=1)
    second = planned(place, seen(place.noor, asked), soon)
    with acting_as(place.noor.pk):
        actions.missed(seen(place.noor, asked), second, by=place.noor, at=soon)
    planned(place, seen(place.noor, asked))
    with acting_as(place.noor.pk):
        actions.stop(seen(place.noor, asked), by=place.noor, at=timezone.now())
    assert seen(place.fatma, asked).status == "completed"


def test_the_same_form_twice_plans_once_and_a_second_plan_waits_for_the_first(place):
    asked, key = taken(place), uuid4()
    start = timezone.now() + timedelta(days=2)
    first = planned(place, asked, start, key)
    assert planned(place, seen(place.noor, asked), start, key).pk == first.pk
    with pytest.raises(NotAllowed, match="al een bezoek gepland"):
        planned(place, seen(place.noor, asked))


def test_a_visit_is_at_home_or_by_phone(place):
    asked = taken(place)
    start = timezone.now() + timedelta(days=2)
    with acting_as(place.noor.pk), pytest.raises(NotAllowed):
        actions.plan(
            asked, uuid4(), appointment(place, start, "group"), by=place.noor, at=timezone.now()
        )


def test_no_visit_after_all_tells_one_sentence_for_every_reason(place):
    asked = taken(place)
    planned(place, asked)
    with acting_as(place.noor.pk):
        actions.stop(seen(place.noor, asked), by=place.noor, at=timezone.now())
    found = seen(place.fatma, asked)
    assert found.status == "rejected"
    with acting_as(place.fatma.pk):
        assert found.events.get(what="decline").note == "Er komt nu geen bezoek."
        assert queries.meetings(found) == []
    with pytest.raises(NotAllowed):
        planned(place, found)
    assert agree(place).pk != asked.pk  # and later she may want it again


def test_a_word_back_needs_a_visit_and_what_was_shared(place):
    asked = taken(place)
    with pytest.raises(NotAllowed, match="geweest"):
        tell(place, asked)
    visit = planned(place, asked)
    with acting_as(place.noor.pk):
        # Recorded on the page of the contacts, not here.
        visits.finish(
            visit, appointment(place, timezone.now()), None, by=place.noor, at=timezone.now()
        )
    for category in ("money", "safety"):
        with pytest.raises(NotAllowed):
            tell(place, seen(place.noor, asked), category=category)
    tell(place, seen(place.noor, asked), ready=False)
    assert seen(place.fatma, asked).status == "in-progress"


def test_a_colleague_without_a_relation_reports_nothing(place):
    asked = taken(place)
    start = timezone.now() + timedelta(days=2)
    with acting_as(place.jan.pk), pytest.raises(NotAllowed):
        actions.plan(
            asked,
            uuid4(),
            appointment(place, start, who=place.jan),
            by=place.jan,
            at=timezone.now(),
        )


def test_an_ordinary_request_for_the_same_offer_is_the_same_request(place):
    share(place.family, ["contact", "pregnancy"], by=place.fatma, to=place.offer.organization)
    made = make_referral(
        place.family, by=place.fatma, to=place.offer.organization, offer=place.offer
    )
    with acting_as(place.fatma.pk):
        assert the(queries.current(place.family)).pk == made.pk
    with pytest.raises(NotAllowed, match="al gevraagd"):
        agree(place)


def test_a_request_of_somebody_else_is_not_opened_again_by_us(place):
    other = make_organization("Huisartsen Rolde", OrganizationKind.GENERAL_PRACTICE)
    assert other.pk != place.fatma.organization_id
    asked = agree(place)
    with acting_as(place.noor.pk):
        referrals.take(asked, by=place.noor, at=timezone.now())
    with pytest.raises(NotAllowed, match="al gevraagd"):
        agree(place)
