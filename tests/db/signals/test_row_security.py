"""Asking the database directly, as each person, without any filter of ours."""

import pytest
from django.db import ProgrammingError, connection, transaction

from duizend.core.rls import acting_as
from duizend.signals import actions, queries
from duizend.signals.models import Appraisal, AppraisalConcept, Discussed, Signal
from tests.db.signals.test_appraisals import decide
from tests.people import NOW, share

TABLES = (Signal, Discussed, Appraisal, AppraisalConcept)


@pytest.fixture
def recorded(village, notice):
    """Fatma noted debts and violence, and weighed together with Samira."""
    notice("debts", by=village.fatma)
    notice("support_person", by=village.fatma)
    notice("domestic_violence", by=village.fatma)
    decide(village, by=village.fatma)
    return village


def seen(user):
    with acting_as(user.pk if user else None):
        return {
            model.__name__: sorted(
                str(value)
                for value in model.objects.values_list(
                    "situation" if model is Appraisal else "category", flat=True
                )
            )
            for model in TABLES
        }


NOTHING: dict[str, list[str]] = {model.__name__: [] for model in TABLES}


@pytest.mark.parametrize("who", ["kim", "sam", "ruud", "petra"])
def test_without_a_care_relation_there_is_nothing(recorded, who):
    assert seen(getattr(recorded, who)) == NOTHING


def test_without_anybody_there_is_nothing(recorded):
    assert seen(None) == NOTHING


def test_the_one_who_recorded_sees_it_all(recorded):
    assert seen(recorded.fatma) == {
        "Signal": ["money", "network", "safety"],
        "Discussed": ["money", "network", "safety"],
        "Appraisal": ["vulnerable"],
        "AppraisalConcept": ["money", "network", "safety"],
    }


def test_another_organisation_in_the_team_sees_nothing_without_consent(recorded):
    assert seen(recorded.noor) == NOTHING


def test_consent_opens_exactly_its_categories(recorded):
    share(recorded.family, ["money"], by=recorded.fatma, to=recorded.noor.organization)
    assert seen(recorded.noor) == {
        "Signal": ["money"],
        "Discussed": ["money"],
        "Appraisal": [],
        "AppraisalConcept": ["money"],
    }


def test_a_shared_plan_shows_the_appraisal_and_nothing_more(recorded):
    share(recorded.family, ["plan"], by=recorded.fatma, to=recorded.noor.organization)
    assert seen(recorded.noor)["Appraisal"] == ["vulnerable"]
    assert seen(recorded.noor)["AppraisalConcept"] == []


def test_shielded_goes_to_the_nurse_and_not_to_her_student(recorded):
    share(recorded.family, ["safety"], by=recorded.fatma, to=recorded.noor.organization)
    assert seen(recorded.noor)["Signal"] == ["safety"]
    assert seen(recorded.yara) == NOTHING


def test_a_student_sees_her_own_organisations_signals_without_the_shielded(village, notice):
    notice("smoking", by=village.noor)
    notice("feels_unsafe", by=village.noor)
    assert seen(village.yara)["Signal"] == ["lifestyle"]
    with acting_as(village.yara.pk):
        facts = queries.facts_of(village.family, village.yara, NOW.date())
        assert [fact.code for fact in facts.present] == ["smoking"]


def test_nobody_writes_in_the_name_of_another(recorded):
    with acting_as(recorded.noor.pk):
        stolen = Signal(
            family=recorded.family,
            concept_id="debts",
            category="money",
            source="quick",
            recorder=recorded.fatma,
            recorder_organization=recorded.fatma.organization,
            recorded=NOW,
        )
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            stolen.save(force_insert=True)


def test_an_appraisal_is_never_changed(recorded):
    with acting_as(recorded.fatma.pk):
        assert Appraisal.objects.update(reason="Iets anders") == 0
        assert AppraisalConcept.objects.update(category="contact") == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from signals_appraisal")
            assert cursor.rowcount == 0


def test_who_may_see_a_signal_may_say_that_it_is_over(recorded):
    share(recorded.family, ["money"], by=recorded.fatma, to=recorded.noor.organization)
    with acting_as(recorded.noor.pk):
        actions.resolve(Signal.objects.get(), by=recorded.noor, at=NOW)
    assert seen(recorded.fatma)["Signal"] == ["money", "network", "safety"]
    with acting_as(recorded.fatma.pk):
        assert Signal.objects.get(concept_id="debts").status == "resolved"
