"""Asking the database directly, as each person, without any filter of ours."""

import pytest
from django.db import ProgrammingError, transaction

from duizend.core.rls import acting_as
from duizend.questionnaires.models import Answer, QuestionnaireResponse
from tests.people import NOW, share


@pytest.fixture
def talked(village, hold):
    """Fatma held the Startgesprek, with the shielded part, and HARK."""
    talk = hold(village.fatma)
    talk.says("B1", "partner")
    talk.says("W1", "declined")
    talk.says("A1", "yes")
    talk.says("V1", "hurt")
    hold(village.fatma, "hark")
    return village


def seen(user):
    with acting_as(user.pk if user else None):
        return (
            sorted(QuestionnaireResponse.objects.values_list("category", flat=True)),
            sorted(Answer.objects.values_list("category", flat=True)),
        )


@pytest.mark.parametrize("who", ["kim", "sam", "ruud", "petra", "noor", "yara"])
def test_without_care_relation_or_consent_there_is_nothing(talked, who):
    assert seen(getattr(talked, who)) == ([], [])


def test_without_anybody_there_is_nothing(talked):
    assert seen(None) == ([], [])


def test_the_one_who_recorded_sees_it_all(talked):
    assert seen(talked.fatma) == (
        ["plan", "safety"],
        ["money", "network", "safety", "safety"],
    )


def test_consent_opens_exactly_its_categories(talked):
    share(talked.family, ["network"], by=talked.fatma, to=talked.noor.organization)
    assert seen(talked.noor) == ([], ["network"])


def test_shielded_is_consented_to_apart_and_never_for_a_student(talked):
    share(talked.family, ["safety"], by=talked.fatma, to=talked.noor.organization)
    assert seen(talked.noor) == (["safety"], ["safety", "safety"])
    assert seen(talked.yara) == ([], [])


def test_who_may_read_an_answer_may_not_change_it(talked):
    share(talked.family, ["network", "plan"], by=talked.fatma, to=talked.noor.organization)
    with acting_as(talked.noor.pk):
        assert Answer.objects.update(values=[]) == 0
        assert QuestionnaireResponse.objects.update(status="stopped", ended=NOW) == 0


def test_nobody_answers_in_the_name_of_another(talked):
    with acting_as(talked.fatma.pk):
        response = QuestionnaireResponse.objects.get(category="plan")
    with acting_as(talked.noor.pk):
        forged = Answer(
            response=response,
            family=talked.family,
            link_id="B2",
            category="network",
            recorder=talked.fatma,
            recorder_organization=talked.fatma.organization,
            recorded=NOW,
        )
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            forged.save(force_insert=True)
