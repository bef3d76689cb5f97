"""The question to owners: by mail, once, with a link that works once and for nothing else."""

import threading
from datetime import timedelta
from smtplib import SMTPException
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends import locmem
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.directory import actions, links, queries, tasks
from duizend.directory.models import Offer, StillTrue, Suggestion
from duizend.directory.rules import ASK_AFTER_MONTHS, LINK_DAYS, months_before
from tests.db.directory.test_suggesting import as_form
from tests.people import make_offer, make_organization, make_user, signed_in

TODAY = timezone.localdate()
DUE = months_before(TODAY, ASK_AFTER_MONTHS)
OWNER = "wil@welzijn.example.nl"


@pytest.fixture
def welfare():
    return make_organization("Welzijn Samen", OrganizationKind.WELFARE)


@pytest.fixture
def ruud(welfare):
    return make_user("Ruud Klein", welfare, Role.SOCIAL_WORKER)


@pytest.fixture
def offer(welfare):
    return make_offer(
        welfare,
        "Mamacafé",
        code="mamacafe",
        checked_on=DUE,
        waiting_days=0,
        waiting_checked_on=DUE,
        languages=["nl"],
        owner_name="Wil Prins",
        owner_email=OWNER,
    )


@pytest.fixture
def link(offer):
    """The link in the mail that the owner got."""
    actions.ask_owner(OWNER, at=timezone.now())
    return next(word for word in mail.outbox[-1].body.split() if "klopt-dit-nog" in word)


def path(link):
    return link.partition("localhost:8000")[2]


def test_only_owners_of_what_was_not_checked_for_months_are_asked(offer, welfare):
    day = timedelta(days=1)
    make_offer(welfare, "Nog vers", checked_on=DUE + day, owner_email="vers@example.nl")
    make_offer(welfare, "Van niemand", checked_on=DUE)
    make_offer(welfare, "Weg", checked_on=DUE, retired_on=TODAY, owner_email="weg@example.nl")
    make_offer(welfare, "Gestopt", checked_on=DUE, stops_on=TODAY, owner_email="stop@example.nl")
    make_offer(welfare, "Ook van Wil", checked_on=DUE, owner_email=OWNER)

    assert queries.owners_to_ask(TODAY) == [OWNER]
    assert actions.ask_owner(OWNER, at=timezone.now()) == 2
    assert queries.owners_to_ask(TODAY) == []


def test_one_mail_with_a_link_for_each_offer_and_nothing_about_families(offer, link):
    [sent] = mail.outbox

    assert sent.to == [OWNER]
    assert sent.subject == "Klopt dit nog? Uw aanbod op de menukaart"
    assert "Mamacafé" in sent.body
    assert "geen account nodig" in sent.body
    assert "zeggen niets over gezinnen" in sent.body
    for other in ("Ruud", "verwij", "wacht"):
        assert other not in sent.body


def test_asked_once_and_again_when_the_link_has_ended(offer, link):
    later = timezone.now() + timedelta(days=LINK_DAYS - 1)

    assert actions.ask_owner(OWNER, at=later) == 0
    assert actions.ask_owner(OWNER, at=later + timedelta(days=1)) == 1
    assert len(mail.outbox) == 2


def test_a_mail_server_that_is_down_leaves_nothing_behind(offer, monkeypatch):
    def down(*_args, **_more):
        raise SMTPException("down")

    with monkeypatch.context() as away:
        away.setattr(locmem.EmailBackend, "send_messages", down)
        with pytest.raises(SMTPException):
            actions.ask_owner(OWNER, at=timezone.now())
    with acting_as(None):
        assert not StillTrue.objects.exists()

    assert actions.ask_owner(OWNER, at=timezone.now()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail(offer):
    start = threading.Barrier(2)
    sent = []

    def worker():
        start.wait()
        try:
            sent.append(actions.ask_owner(OWNER, at=timezone.now()))
        finally:
            connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert sorted(sent) == [0, 1]
    assert len(mail.outbox) == 1


def test_the_morning_job_makes_a_job_for_each_owner(offer):
    tasks.ask_owners(0)

    assert list(
        ProcrastinateJob.objects.filter(task_name="directory.ask_owner").values_list(
            "args", flat=True
        )
    ) == [{"email": OWNER}]
    tasks.ask_owner(OWNER)
    assert len(mail.outbox) == 1


def test_the_owner_says_that_it_is_right_without_an_account(offer, link):
    browser = Client()
    page = browser.get(path(link))
    assert page.status_code == 200
    assert "Klopt dit nog?" in page.content.decode()
    assert "no-cache" in page["Cache-Control"]

    done = browser.post(path(link), {"deed": "right"})

    assert "vandaag nagekeken" in done.content.decode()
    offer.refresh_from_db()
    assert offer.checked_on == offer.waiting_checked_on == TODAY


@pytest.mark.parametrize("deed", [{"deed": "right"}, {"deed": "different", "remark": "Anders"}])
def test_a_link_works_once(offer, link, deed):
    Client().post(path(link), {"deed": "right"})
    Offer.objects.update(checked_on=DUE)

    for answer in (Client().get(path(link)), Client().post(path(link), deed)):
        assert answer.status_code == 410
        assert "al gebruikt" in answer.content.decode()
        assert "Er is niets veranderd" in answer.content.decode()
    offer.refresh_from_db()
    assert offer.checked_on == DUE


def test_what_the_owner_corrects_waits_for_somebody_with_an_account(offer, link, ruud):
    answer = Client().post(path(link), as_form(offer, deed="different", waiting_days="14"))

    assert "We bewaren wat u stuurde" in answer.content.decode()
    offer.refresh_from_db()
    assert (offer.waiting_days, offer.checked_on) == (0, DUE)
    with acting_as(ruud.pk):
        sent = Suggestion.objects.get()
        assert (sent.sender, sent.changes) == (None, {"waiting_days": 14})
    client = signed_in(ruud)
    assert "via de link in de mail" in client.get(reverse("directory:suggestions")).content.decode()
    one = reverse("directory:suggestion", args=[sent.pk])
    assert "via de link in de mail" in client.get(one).content.decode()
    client.post(one, {"deed": "accept"})
    offer.refresh_from_db()
    assert (offer.waiting_days, offer.checked_on) == (14, TODAY)


@pytest.mark.parametrize(
    "wrong", [{}, {"waiting_days": "gauw"}, {"owner_email": "x"}, {"summary": ""}]
)
def test_nonsense_is_refused_and_the_link_still_works(offer, link, wrong):
    answer = Client().post(path(link), as_form(offer, deed="different", **wrong))

    assert answer.status_code == 422
    assert Client().get(path(link)).status_code == 200


@pytest.mark.parametrize("token", ["x", "0" * 32, "0" * 32 + ":" + "A" * 43])
def test_a_forged_link_opens_nothing(offer, link, token):
    url = reverse("directory:still_true", args=[token])

    for answer in (Client().get(url), Client().post(url, {"deed": "right"})):
        assert answer.status_code == 404
        assert "Deze link klopt niet" in answer.content.decode()


def test_a_signed_link_of_which_the_question_is_gone_opens_nothing(offer):
    url = reverse("directory:still_true", args=[links.token(uuid4())])

    assert Client().get(url).status_code == 404


def test_a_link_that_has_expired_or_of_which_the_offer_is_gone(offer, link):
    Offer.objects.update(retired_on=TODAY)
    gone = Client().post(path(link), {"deed": "right"})
    assert gone.status_code == 410
    assert "niet meer op de menukaart" in gone.content.decode()

    Offer.objects.update(retired_on=None)
    with acting_as(None):
        question = StillTrue.objects.create(
            offer=offer,
            email=OWNER,
            asked_on=TODAY - timedelta(days=60),
            expires=timezone.now() - timedelta(days=30),
        )
    url = reverse("directory:still_true", args=[links.token(question.pk)])
    late = Client().get(url)
    assert late.status_code == 410
    assert "verlopen" in late.content.decode()
    offer.refresh_from_db()
    assert offer.checked_on == DUE


def test_used_between_reading_and_sending(offer, link):
    with acting_as(None):
        question = StillTrue.objects.select_related("offer").get()
        assert actions.confirm_by_link(question, at=timezone.now())
        assert not actions.confirm_by_link(question, at=timezone.now())
        assert not actions.correct_by_link(question, {}, "Anders", at=timezone.now())
        with pytest.raises(ValidationError):
            actions.correct_by_link(question, {"name": "x"}, at=timezone.now())
        assert not Suggestion.objects.exists()


def test_who_is_signed_in_uses_the_link_as_the_owner_and_finds_no_questions(offer, link, ruud):
    with acting_as(ruud.pk):
        assert not StillTrue.objects.exists()

    client = signed_in(ruud)
    assert client.get(path(link)).status_code == 200
    assert client.post(path(link), {"deed": "right"}).status_code == 200
    offer.refresh_from_db()
    assert offer.checked_on == TODAY


def test_an_answered_question_never_changes(offer, link):
    Client().post(path(link), {"deed": "right"})
    with acting_as(None), pytest.raises(Error), transaction.atomic():
        StillTrue.objects.update(answered=None)
