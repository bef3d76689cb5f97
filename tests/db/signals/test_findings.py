"""Adding and ending signals."""

import uuid

import pytest

from duizend.access.models import AuditEvent
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families.permissions import NoCareRelation
from duizend.signals import actions, queries
from duizend.signals.models import Concept, Discussed, Signal
from tests.people import NOW, TODAY, share


def codes(family):
    return sorted(signal.concept_id for signal in queries.present_signals(family))


def test_a_quick_signal_says_who_saw_it_and_where(village, notice):
    signal = notice("debts", by=village.fatma, note="Drie brieven", contact="home_visit")

    with acting_as(village.fatma.pk):
        kept = Signal.objects.get(pk=signal.pk)
        assert kept.category == "money"
        assert kept.recorder_organization_id == village.fatma.organization_id
        assert kept.source_in_words == "bij een huisbezoek"
        assert queries.discussed_domains(village.family) == {"money"}
        line = AuditEvent.objects.get(action="signals.add")
        assert line.category == "money"
        assert "brieven" not in line.reason


def test_a_double_click_makes_one_signal(village):
    with acting_as(village.fatma.pk):
        same, debts = uuid.uuid4(), Concept.objects.get(code="debts")
        for _click in range(2):
            actions.add(same, village.family, debts, by=village.fatma, at=NOW)
        assert codes(village.family) == ["debts"]
        assert AuditEvent.objects.filter(action="signals.add").count() == 1


def test_a_student_does_not_record_what_is_shielded(village, notice):
    with pytest.raises(NotAllowed, match="afgeschermd"):
        notice("domestic_violence", by=village.yara)


def test_a_concept_that_is_no_longer_used_is_refused(village, notice):
    Concept.objects.filter(code="debts").update(retired_on=TODAY)
    with pytest.raises(NotAllowed, match="niet meer gebruikt"):
        notice("debts", by=village.fatma)


def test_a_colleague_without_care_relation_adds_nothing(village, notice):
    with pytest.raises(NoCareRelation):
        notice("debts", by=village.kim)


def test_what_is_no_longer_so_stays_readable(village, notice):
    signal = notice("debts", by=village.fatma)
    with acting_as(village.fatma.pk):
        actions.resolve(signal, by=village.fatma, at=NOW)
        assert codes(village.family) == []
        assert [past.status for past in queries.past_signals(village.family)] == ["resolved"]
        with pytest.raises(NotAllowed, match="al beëindigd"):
            actions.resolve(signal, by=village.fatma, at=NOW)


def test_a_mistake_is_corrected_with_a_reason(village, notice):
    signal = notice("debts", by=village.fatma)
    with acting_as(village.fatma.pk):
        with pytest.raises(NotAllowed, match="niet klopte"):
            actions.enter_in_error(signal, "  ", by=village.fatma, at=NOW)
        actions.enter_in_error(signal, "Verkeerd gezin", by=village.fatma, at=NOW)
        assert codes(village.family) == []
        assert Signal.objects.get(pk=signal.pk).end_reason == "Verkeerd gezin"


def test_an_answer_gives_its_signals_once_and_takes_them_back(village):
    answer = uuid.uuid4()

    def says(*concepts):
        actions.set_from_answer(
            village.family,
            concepts,
            reference=answer,
            source_name="Startgesprek",
            by=village.fatma,
            at=NOW,
        )

    with acting_as(village.fatma.pk):
        says("debts", "poverty")
        says("debts", "poverty")
        assert codes(village.family) == ["debts", "poverty"]
        says("poverty", "stable_income")
        assert codes(village.family) == ["poverty", "stable_income"]
        withdrawn = Signal.objects.get(concept_id="debts")
        assert withdrawn.status == "entered_in_error"
        says("debts")
        says()
        assert codes(village.family) == []


def test_a_referral_brings_its_signals_once(village):
    with acting_as(village.fatma.pk):
        concepts = list(Concept.objects.filter(code__in=["debts", "smoking"]))
        reference = uuid.uuid4()
        for _again in range(2):
            actions.add_from_referral(
                village.family,
                concepts,
                reference=reference,
                source_name="Verwijzing van JGZ Drenthe",
                by=village.fatma,
                at=NOW,
            )
        assert codes(village.family) == ["debts", "smoking"]


def test_what_was_discussed_is_noted_once_also_without_a_signal(village):
    with acting_as(village.fatma.pk):
        for _again in range(2):
            actions.set_from_answer(
                village.family,
                [],
                reference=uuid.uuid4(),
                source_name="Startgesprek",
                life_domain="housing",
                by=village.fatma,
                at=NOW,
            )
        assert Discussed.objects.count() == 1
        assert codes(village.family) == []


def test_facts_name_each_concept_once(village, notice):
    notice("debts", by=village.fatma)
    notice("debts", by=village.fatma, contact="phone")
    with acting_as(village.fatma.pk):
        facts = queries.facts_of(village.family, village.fatma, TODAY)
        assert [fact.code for fact in facts.present] == ["debts"]
        assert facts.present[0].adversity
        assert facts.category == ""


def test_concepts_are_found_by_a_word_strengths_first(village):
    found = [concept.code for concept in queries.matching_concepts(village.fatma, "rook")]
    assert "smoke_free" in found
    assert found.index("smoke_free") < found.index("smoking")
    assert not queries.matching_concepts(village.yara, "geweld").exists()


def test_only_who_recorded_it_says_that_it_never_was_so(village, notice):
    signal = notice("debts", by=village.fatma)
    share(village.family, ["money"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.noor.pk), pytest.raises(NotAllowed, match="noteerde"):
        actions.enter_in_error(signal, "Klopt niet", by=village.noor, at=NOW)
