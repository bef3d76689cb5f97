"""The mail without content: to whom, how often, and really over SMTP."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy
from smtplib import SMTPException
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from duizend.consents.models import Consent
from duizend.core.rls import acting_as
from duizend.referrals import actions, notices, queries, tasks
from duizend.referrals.models import Notice, Referral
from tests.people import make_referral

NAMES = ("Samira", "Amrani", "Bos", "Fatma", "Wieg", "schulden", "geld", "verwij", "gezin ")


class Post:
    """Keeps what arrives."""

    def __init__(self):
        self.arrived = []

    async def handle_DATA(self, server, session, envelope):
        self.arrived.append(
            (envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 kept"


@pytest.fixture
def post(settings):
    """A real mail server on this machine."""
    kept = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield kept
    server.stop()


@pytest.fixture(autouse=True)
def _no_jobs_of_before(db):
    """Tests with real transactions leave theirs: the queue's tables are not emptied."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")


def jobs():
    return list(ProcrastinateJob.objects.values_list("task_name", "args"))


def test_the_mail_says_that_something_waits_and_nothing_else(village, referral, post):
    assert notices.tell(village.ruud.pk, timezone.localdate())

    (to, message) = post.arrived[0]
    body = message.get_body().get_content()
    assert to == [village.ruud.email]
    assert message["Subject"] == "Er staat iets voor u klaar in duizend"
    assert "http://localhost:8000" in body
    for name in NAMES:
        assert name not in f"{message['Subject']} {message['From']}"
    for name in NAMES[:-1]:
        assert name not in body


def test_once_a_day_and_again_tomorrow(village, post):
    today = timezone.localdate()
    assert notices.tell(village.ruud.pk, today)
    assert not notices.tell(village.ruud.pk, today)
    assert notices.tell(village.ruud.pk, today + timedelta(days=1))
    assert len(post.arrived) == 2


@pytest.mark.parametrize("change", [{"wants_mail": False}, {"is_active": False}])
def test_who_does_not_want_it_or_left_gets_nothing(village, post, change):
    for name, value in change.items():
        setattr(village.ruud, name, value)
    village.ruud.save()
    assert not notices.tell(village.ruud.pk, timezone.localdate())
    assert post.arrived == []


def test_a_mail_server_that_is_down_leaves_it_to_be_tried_again(village, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises((OSError, SMTPException)), transaction.atomic():
        notices.tell(village.ruud.pk, timezone.localdate())
    assert not Notice.objects.exists()
    assert tasks.RETRY.max_attempts is not None
    assert tasks.RETRY.max_attempts > 48


def test_a_new_referral_leaves_a_job_for_the_receiver(village, debts, referral):
    assert (
        "referrals.tell_organization",
        {"organization_id": debts.pk, "day": timezone.localdate().isoformat()},
    ) in jobs()
    for _name, arguments in jobs():
        assert set(arguments) <= {"organization_id", "user_id", "day"}


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_mailed(village, debts, consent):
    before = len(jobs())
    asked = actions.Asked(debts, [], "Wilt u bellen?")
    with acting_as(village.fatma.pk), transaction.atomic():
        actions.ask(village.family, asked, referral_id=uuid4(), by=village.fatma, at=timezone.now())
        transaction.set_rollback(True)
    assert len(jobs()) == before
    with acting_as(village.fatma.pk):
        assert not Referral.objects.exists()
        assert Consent.objects.exists()


def test_the_morning_round_tells_who_has_something_new_or_late(village, debts, mieke, referral):
    today = timezone.localdate()
    assert queries.people_with_something_waiting(today) == sorted([village.ruud.pk, mieke.pk])
    later = today + timedelta(days=30)
    assert queries.people_with_something_waiting(later) == sorted(
        [village.fatma.pk, village.ruud.pk, mieke.pk]
    )
    with acting_as(village.ruud.pk):
        actions.take(referral, by=village.ruud, at=timezone.now())
    assert queries.people_with_something_waiting(today) == []
    assert queries.people_with_something_waiting(later) == sorted(
        [village.fatma.pk, village.ruud.pk]
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_mails_the_receivers_people_without_knowing_the_family(
    village, debts, mieke, consent, post
):
    make_referral(village.family, by=village.fatma, to=debts)

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(
            wait=False, queues=[tasks.QUEUE], listen_notify=False, install_signal_handlers=False
        )

    assert sorted(to[0] for to, _message in post.arrived) == sorted(
        [village.ruud.email, mieke.email]
    )


def test_the_morning_round_is_planned_and_leaves_a_job_each(village, mieke, referral):
    tasks.remind(0)
    told = {args["user_id"] for name, args in jobs() if name == "referrals.tell_person"}
    assert told == {village.ruud.pk, mieke.pk}
    assert "referrals.remind" in {name for name, _id in app.periodic_registry.periodic_tasks}


def test_the_referrer_hears_that_there_is_an_answer(village, referral):
    with acting_as(village.ruud.pk):
        actions.decline(referral, "Vol.", by=village.ruud, at=timezone.now())
    told = [args["user_id"] for name, args in jobs() if name == "referrals.tell_person"]
    assert told == [village.fatma.pk]
