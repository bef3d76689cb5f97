"""Opening together: the only moment at which somebody reads what was filled in at home."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.beforehand import actions
from duizend.beforehand.models import HomeAnswer
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as, tell_database_link
from duizend.questionnaires import actions as questionnaires
from duizend.questionnaires import queries as talks
from duizend.questionnaires.models import Questionnaire, QuestionnaireVersion
from duizend.questionnaires.rules.answers import Given
from duizend.signals.models import Signal
from tests.people import signed_in


@pytest.fixture
def filled(phone):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    phone.post("question", 2, data={"antwoord": ["partner"], "woorden": "Mijn zus"})
    tell_database_link("")
    return phone


def opened(village, row, phone, who=None):
    who = who or village.fatma
    with acting_as(who.pk):
        return actions.open_together(row(phone.invitation, who), by=who, at=timezone.now())


def test_answers_become_a_conversation_with_its_signals(filled, village, row):
    response = opened(village, row, filled)
    with acting_as(village.fatma.pk):
        answers = talks.answers_of(response)
        assert answers["K1"] == [{"valueString": "Een bosuil"}]
        assert answers["B1"][1] == {"valueString": "Mijn zus"}
        sources = set(Signal.objects.values_list("source_name", flat=True))
        assert sources == {"Startgesprek, thuis ingevuld door de ouder"}
        assert HomeAnswer.objects.count() == 0
        assert AuditEvent.objects.filter(action="beforehand.open_together").count() == 1
    again = opened(village, row, filled)
    assert again.pk == response.pk


def test_the_link_is_closed_after_that(filled, village, row):
    opened(village, row, filled)
    assert "Deze pagina is gesloten" in filled.get("question", 1).content.decode()
    answer = filled.enter()
    assert answer.status_code == 410
    assert "al samen besproken" in answer.content.decode()


def test_an_answer_whose_question_closed_is_left_behind(filled, village, row, monkeypatch):
    from duizend.beforehand.actions import opening

    monkeypatch.setattr(opening, "asked", lambda form, answers, phase: [form.by_link_id["K1"]])
    response = opened(village, row, filled)
    with acting_as(village.fatma.pk):
        assert set(talks.answers_of(response)) == {"K1"}


def test_nothing_filled_in_is_nothing_to_open(phone, village, row):
    tell_database_link("")
    with pytest.raises(NotAllowed, match="nog niets ingevuld"):
        opened(village, row, phone)


def test_a_conversation_that_is_open_is_not_mixed_with_it(filled, village, row):
    fatma = village.fatma
    with acting_as(fatma.pk):
        talk = questionnaires.start(
            village.family,
            Questionnaire.objects.get(slug="startgesprek"),
            by=fatma,
            at=timezone.now(),
        )
        given = Given(text="Een roerdomp")
        questionnaires.save_answer(talk.pk, "K1", given, was=None, by=fatma, at=timezone.now())
    with pytest.raises(NotAllowed, match="nog een gesprek"):
        opened(village, row, filled)
    assert row(filled.invitation).opened is None
    assert "bosuil" in filled.get("question", 1).content.decode()


def test_answers_fit_their_own_version_only(filled, village, row):
    old = QuestionnaireVersion.objects.get(questionnaire__slug="startgesprek")
    new = QuestionnaireVersion(
        questionnaire=old.questionnaire,
        version="99",
        resource=old.resource,
        checksum="x",
        published=timezone.now(),
    )
    new.save()
    with pytest.raises(NotAllowed, match="nieuwe versie"):
        opened(village, row, filled)
    assert row(filled.invitation).opened is None


@pytest.mark.parametrize("who", ["noor", "sam", "kim"])
def test_nobody_else_opens_it(filled, village, row, who):
    user = getattr(village, who)
    kept = row(filled.invitation)
    with acting_as(user.pk), pytest.raises(Exception, match=r"."):
        actions.open_together(kept, by=user, at=timezone.now())
    assert row(filled.invitation).opened is None


def test_by_the_page_only_after_saying_that_one_sits_together(filled, village, row):
    client = signed_in(village.fatma)
    url = reverse("beforehand:open", args=[village.family.pk, filled.invitation.pk])
    page = client.get(url).content.decode()
    assert "bosuil" not in page
    answer = client.post(url)
    assert answer.status_code == 422
    assert "Zeg eerst" in answer.content.decode()
    answer = client.post(url, {"samen": "ja"})
    assert answer["Location"].endswith("/signaleren/startgesprek/")


def test_the_overview_says_that_it_was_filled_in_and_not_what_nor_how_much(filled, village):
    client = signed_in(village.fatma)
    url = reverse("beforehand:overview", args=[village.family.pk])
    page = client.get(url).content.decode()
    assert "thuis begonnen" in page
    assert "bosuil" not in page
    assert "Samen openen" in page
    assert "HARK" not in page
    assert "Eén vraag van deze lijst" in page
    log = client.get(reverse("workspace:log", args=[village.family.pk])).content.decode()
    assert "thuis geopend, met link en code" in log
    assert "bekeek wat thuis ingevuld kan worden" in log


def test_the_card_is_shown_once_and_the_buttons_work(filled, village):
    client, family = signed_in(village.fatma), village.family.pk
    card = client.post(reverse("beforehand:renew", args=[family, filled.invitation.pk]))
    assert "<svg" in card.content.decode()
    gone = client.post(
        reverse("beforehand:withdraw", args=[family, filled.invitation.pk]), follow=True
    )
    assert "Ingetrokken" in gone.content.decode()
    assert (
        client.post(reverse("beforehand:withdraw", args=[family, filled.invitation.pk])).status_code
        == 302
    )


def test_a_form_that_is_not_right_says_so(village):
    client = signed_in(village.fatma)
    url = reverse("beforehand:overview", args=[village.family.pk])
    answer = client.post(url, {"questionnaire": "phq-9", "email": "geen adres"})
    assert answer.status_code == 422
    assert "Verstuurd" not in answer.content.decode()
