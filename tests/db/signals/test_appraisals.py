"""Weighing together: people choose, duizend keeps."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families.permissions import NoCareRelation
from duizend.signals import actions, queries
from duizend.signals.actions import Decision, SomebodyWeighedBefore
from duizend.signals.models import Appraisal, AppraisalConcept, Signal
from tests.people import NOW, TODAY, share

DECISION = Decision(
    situation="vulnerable",
    reason="Geldzorgen drukken op alles; Leo en Els dragen veel.",
    parent_view="agrees",
    parent_words="Klopt, vooral het geld.",
    parent_was_there=True,
    decided_on=TODAY,
    again_on=TODAY + timedelta(weeks=6),
)


def decide(village, *, by, appraisal_id=None, at=NOW, **changes):
    """Weigh with the family, having seen what was there."""
    with acting_as(by.pk):
        current = queries.current_appraisal(village.family)
        return actions.appraise(
            appraisal_id or uuid.uuid4(),
            village.family,
            replace(DECISION, **changes),
            seen=changes.pop("seen", current.pk if current else None),
            by=by,
            at=at,
        )


@pytest.fixture
def with_signals(village, notice):
    notice("debts", by=village.fatma)
    notice("involved_partner", by=village.fatma)
    return village


def test_what_people_chose_is_kept_with_what_they_looked_at(with_signals):
    appraisal = decide(with_signals, by=with_signals.fatma)
    with acting_as(with_signals.fatma.pk):
        kept = queries.current_appraisal(with_signals.family)
        assert kept == appraisal
        assert kept.situation == "vulnerable"
        names = sorted(row.concept_id for row in kept.concepts.all())
        assert names == ["debts", "involved_partner"]
        assert queries.facts_of(with_signals.family, with_signals.fatma, TODAY).category == (
            "vulnerable"
        )


def test_a_double_click_weighs_once(with_signals):
    same = uuid.uuid4()
    first = decide(with_signals, by=with_signals.fatma, appraisal_id=same)
    again = decide(with_signals, by=with_signals.fatma, appraisal_id=same)
    assert first == again
    with acting_as(with_signals.fatma.pk):
        assert Appraisal.objects.count() == 1


def test_who_did_not_see_the_last_one_is_told(with_signals):
    decide(with_signals, by=with_signals.fatma)
    with acting_as(with_signals.fatma.pk), pytest.raises(SomebodyWeighedBefore, match="net"):
        actions.appraise(
            uuid.uuid4(),
            with_signals.family,
            DECISION,
            seen=None,
            by=with_signals.fatma,
            at=NOW,
        )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"situation": ""}, "Kies samen"),
        ({"situation": "3"}, "Kies samen"),
        ({"reason": "  "}, "in één zin"),
        ({"parent_view": ""}, "ouder"),
        ({"decided_on": TODAY + timedelta(days=1)}, "afgelopen maand"),
        ({"decided_on": TODAY - timedelta(days=32)}, "afgelopen maand"),
        ({"again_on": TODAY}, "opnieuw"),
        ({"again_on": TODAY + timedelta(days=400)}, "opnieuw"),
    ],
)
def test_an_incomplete_appraisal_is_refused_in_words(with_signals, changes, reason):
    with pytest.raises(NotAllowed, match=reason):
        decide(with_signals, by=with_signals.fatma, **changes)
    with acting_as(with_signals.fatma.pk):
        assert not Appraisal.objects.exists()


def test_without_a_strength_people_say_that_it_was_not_discussed(village, notice):
    notice("debts", by=village.fatma)
    with pytest.raises(NotAllowed, match="beschermt"):
        decide(village, by=village.fatma)
    assert decide(village, by=village.fatma, strengths_not_discussed=True)


def test_a_colleague_without_care_relation_weighs_nothing(with_signals):
    with pytest.raises(NoCareRelation):
        decide(with_signals, by=with_signals.kim)


def test_history_says_what_is_new_and_what_is_no_longer_mentioned(with_signals, notice):
    village = with_signals
    decide(village, by=village.fatma)
    notice("smoking", by=village.fatma)
    with acting_as(village.fatma.pk):
        debts = Signal.objects.get(concept_id="debts")
        actions.resolve(debts, by=village.fatma, at=NOW)
    later = NOW + timedelta(days=1)
    decide(village, by=village.fatma, at=later, again_on=TODAY + timedelta(weeks=8))

    with acting_as(village.fatma.pk):
        last, first = queries.history(village.family, shielded=True)
    assert [concept.code for concept in last.new] == ["smoking"]
    assert [concept.code for concept in last.gone] == ["debts"]
    assert first.is_first
    assert last.appraisal.predecessor_id == first.appraisal.pk


def test_a_shared_screen_keeps_no_trace_of_what_is_shielded(with_signals, notice):
    village = with_signals
    notice("feels_unsafe", by=village.fatma)
    decide(village, by=village.fatma)
    with acting_as(village.fatma.pk):
        [whole] = queries.history(village.family, shielded=True)
        [shared] = queries.history(village.family, shielded=False)
    assert "feels_unsafe" in {concept.code for concept in whole.new}
    assert "feels_unsafe" not in {concept.code for concept in shared.new}


def test_the_day_to_weigh_again_comes_in_my_day(with_signals):
    village = with_signals
    decide(village, by=village.fatma, again_on=TODAY + timedelta(days=7))
    with acting_as(village.fatma.pk):
        before = queries.appraisals_due(village.fatma, TODAY + timedelta(days=6))
        assert not before.exists()
        due = queries.appraisals_due(village.fatma, TODAY + timedelta(days=7))
        assert [appraisal.family for appraisal in due] == [village.family]
    decide(village, by=village.fatma, at=NOW + timedelta(hours=1))
    with acting_as(village.fatma.pk):
        assert not queries.appraisals_due(village.fatma, TODAY + timedelta(days=7)).exists()
    with acting_as(village.kim.pk):
        assert not queries.appraisals_due(village.kim, TODAY + timedelta(days=400)).exists()


def test_agreements_are_facts_of_this_municipality_in_words(with_signals, notice):
    village = with_signals
    notice("smoking", by=village.fatma)
    notice("chronic_stress", by=village.fatma)
    with acting_as(village.fatma.pk):
        facts = queries.facts_of(village.family, village.fatma, TODAY)
        found = queries.agreement_facts(village.family, facts, queries.life_domains())
    words = {fact.code: fact.sentence for fact in found}
    assert words["phb-three-domains"].startswith("Op 3 leefgebieden weegt iets")
    assert "rookt" in words["mvr-three-adversities"]
    assert "hoogeveen-criteria" not in words  # an agreement of another municipality
    assert all(fact.source and fact.source.words for fact in found)
    proposal = next(fact for fact in found if fact.code == "phb-three-domains")
    assert proposal.source is not None
    assert "Eigen voorstel" in proposal.source.words
    assert ["Standpunt" in source.words for source in proposal.other_sources] == [True]


def test_what_both_organisations_know_is_kept_as_ones_own(with_signals, notice):
    village = with_signals
    share(village.family, ["money", "network"], by=village.fatma, to=village.noor.organization)
    notice("debts", by=village.noor, at=NOW + timedelta(minutes=1))
    notice("debts", by=village.noor, at=NOW + timedelta(minutes=2))
    decide(village, by=village.noor)
    with acting_as(village.noor.pk):
        kept = {
            row.concept_id: row.recorder_organization_id for row in AppraisalConcept.objects.all()
        }
    assert kept == {
        "debts": village.noor.organization_id,
        "involved_partner": village.fatma.organization_id,
    }
