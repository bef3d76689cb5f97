"""Sending a list home: who may, which list, what is logged, and what is erased unread."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.beforehand import actions, keys, mailing, tasks
from duizend.beforehand.models import HomeAnswer, HomeEvent, Invitation
from duizend.beforehand.permissions import check_can_manage
from duizend.beforehand.words import languages
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as, tell_database_link
from duizend.families.models import Person
from duizend.questionnaires.models import Questionnaire
from tests.db.beforehand.conftest import Telephone
from tests.people import signed_in


def happened(village, invitation):
    with acting_as(village.fatma.pk):
        lines = HomeEvent.objects.filter(invitation=invitation).order_by("recorded")
        return [line.what for line in lines]


@pytest.mark.parametrize("code", ["hark", "phq-9"])
def test_a_list_about_safety_or_with_a_direct_flag_is_not_sent(send, village, code):
    with pytest.raises(NotAllowed):
        send(code)
    with acting_as(village.fatma.pk):
        assert Invitation.objects.count() == 0


def test_it_goes_to_a_parent_only(village):
    with acting_as(village.fatma.pk):
        els = Person.objects.get(role="network")
        asked = actions.Asked(Questionnaire.objects.get(code="phq-4"), els, "nl", 7)
        with pytest.raises(NotAllowed, match="moeder"):
            actions.send(uuid.uuid4(), village.family, asked, by=village.fatma, at=timezone.now())


@pytest.mark.parametrize("who", ["sam", "kim", "petra", "ruud"])
def test_who_has_no_care_relation_sends_nothing(send, village, who):
    with acting_as(village.fatma.pk):
        person = Person.objects.get(role="pregnant")
    user = getattr(village, who)
    asked = actions.Asked(Questionnaire.objects.get(code="phq-4"), person, "nl", 7)
    with acting_as(user.pk), pytest.raises(NotAllowed):
        actions.send(uuid.uuid4(), village.family, asked, by=user, at=timezone.now())


def test_another_organisation_cannot_touch_it(send, village, row):
    invitation, _given = send()
    noor = village.noor
    kept = row(invitation)
    for deed in (actions.withdraw, actions.renew, actions.open_together):
        with acting_as(noor.pk), pytest.raises((NotAllowed, Invitation.DoesNotExist)):
            deed(kept, by=noor, at=timezone.now())


def test_what_was_withdrawn_or_is_over_gets_no_new_code(send, village, row):
    old, _given = send(days=3, at=timezone.now() - timedelta(days=5))
    gone, _given = send()
    fatma = village.fatma
    with acting_as(fatma.pk):
        with pytest.raises(NotAllowed, match="voorbij"):
            actions.renew(row(old), by=fatma, at=timezone.now())
        actions.withdraw(row(gone), by=fatma, at=timezone.now())
        with pytest.raises(NotAllowed, match="ingetrokken"):
            actions.renew(row(gone), by=fatma, at=timezone.now())


def test_unread_answers_are_erased_after_four_weeks(phone, village, row):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    assert actions.erase_unread(at=timezone.now()) == 0
    with acting_as(village.fatma.pk):
        Invitation.objects.update(expires=timezone.now() - timedelta(days=27))
    assert actions.erase_unread(at=timezone.now() + timedelta(days=900)) == 0
    with acting_as(village.fatma.pk):
        Invitation.objects.update(expires=timezone.now() - timedelta(days=29))
    assert actions.erase_unread(at=timezone.now()) == 1
    assert actions.erase_unread(at=timezone.now()) == 0
    assert happened(village, phone.invitation)[-1] == "erased"


def test_nobody_reads_an_answer_before_it_is_opened(phone, village):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    for user in (village.fatma, village.noor, village.sam, village.kim):
        with acting_as(user.pk):
            assert HomeAnswer.objects.count() == 0
    tell_database_link("")
    with acting_as(None):
        assert HomeAnswer.objects.count() == Invitation.objects.count() == 0
        assert HomeEvent.objects.count() == 0
        tell_database_link("f" * 64)
        assert Invitation.objects.count() == HomeAnswer.objects.count() == 0


def test_a_link_opens_one_list_only(send, village):
    _one, first = send()
    _two, second = send("phq-4")
    phone, other = Telephone(first), Telephone(second)
    phone.enter()
    other.enter()
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    with acting_as(None):
        tell_database_link(keys.session_hash(other.client.cookies["duizend_thuis"].value))
        assert Invitation.objects.count() == 1
        assert HomeAnswer.objects.count() == 0


def test_each_deed_of_a_professional_is_in_the_log(send, village, row):
    invitation, _given = send()
    fatma = village.fatma
    with acting_as(fatma.pk):
        actions.renew(row(invitation), by=fatma, at=timezone.now())
        actions.withdraw(row(invitation), by=fatma, at=timezone.now())
        deeds = AuditEvent.objects.filter(action__startswith="beforehand.").order_by("pk")
        assert [line.action for line in deeds] == [
            "beforehand.send",
            "beforehand.renew",
            "beforehand.withdraw",
        ]


def test_a_mail_says_nothing(village):
    client = signed_in(village.fatma)
    url = reverse("beforehand:overview", args=[village.family.pk])
    with acting_as(village.fatma.pk):
        person = Person.objects.get(role="pregnant")
    data = {
        "entry": str(uuid.uuid4()),
        "questionnaire": "startgesprek-duizend",
        "person": str(person.pk),
        "language": "nl",
        "days": "7",
        "email": "iemand@example.nl",
    }
    page = client.post(url, data)
    assert page.status_code == 200
    [message] = mail.outbox
    said = f"{message.subject}\n{message.body}"
    assert "/thuis/nl/k/" in said
    for word in ("Samira", "El Amrani", "Startgesprek", "gezin", "De Wieg", "vragen", "zwanger"):
        assert word.lower() not in said.lower().replace("thuis", "")
    code = page.content.decode().split("data-code>")[1][:7].replace(" ", "")
    assert len(code) == 6
    assert code not in said


def test_a_form_that_was_used_for_another_family_is_refused(send, village):
    from tests.people import make_family

    entry = uuid.uuid4()
    send(entry=entry)
    fatma, other = village.fatma, make_family(village.fatma)
    with acting_as(fatma.pk):
        person = Person.objects.get(role="pregnant", family=other)
        asked = actions.Asked(Questionnaire.objects.get(code="phq-4"), person, "nl", 7)
        with pytest.raises(NotAllowed, match="al gebruikt"):
            actions.send(entry, other, asked, by=fatma, at=timezone.now())


def test_why_a_link_cannot_be_changed(send, village, row):
    invitation, _given = send()
    kept = row(invitation)
    with acting_as(village.noor.pk), pytest.raises(NotAllowed, match="andere organisatie"):
        check_can_manage(village.noor, kept)
    kept.opened = timezone.now()
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="al samen geopend"):
        check_can_manage(village.fatma, kept)


def test_emergency_access_sends_nothing_home(send, village):
    """It outlasts the emergency."""
    from duizend.workspace.actions import open_in_emergency

    kim = village.kim
    with acting_as(kim.pk):
        open_in_emergency(village.family.pk, "Ze belde", by=kim, at=timezone.now())
    with pytest.raises(NotAllowed, match="noodtoegang"):
        send(by=kim)


def test_a_mail_server_that_is_down_is_said(monkeypatch):
    def fails(**_message):
        raise ConnectionRefusedError

    monkeypatch.setattr(mailing, "send_mail", fails)
    today = timezone.localdate()
    assert not mailing.mail_link("a@example.nl", "https://x", today, languages()["nl"])


def test_erasing_is_a_job_of_every_night(monkeypatch):
    called = []
    monkeypatch.setattr(actions, "erase_unread", lambda at: called.append(at))
    tasks.erase_unread(0)
    assert len(called) == 1


def test_the_front_door_is_in_dutch(client):
    assert client.get("/thuis/")["Location"] == "/thuis/nl/"
    for code in languages():
        page = client.get(f"/thuis/{code}/")
        assert page.status_code == 200
        assert f'<html lang="{code}"' in page.content.decode()


def test_numbers_are_the_same_here_and_in_the_database():
    """The functions of the migration count and keep as the rules say."""
    from duizend.beforehand.rules import keys as rules

    with connection.cursor() as cursor:
        cursor.execute(
            "select prosrc from pg_proc where proname in ('enter_home', 'forget_home') order by 1"
        )
        source = " ".join(row[0] for row in cursor.fetchall())
    assert f"attempts >= {rules.MOST_ATTEMPTS}" in source
    assert f"interval '{rules.KEPT_DAYS} days'" in source
