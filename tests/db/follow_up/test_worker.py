"""Real workers, real mail, a real database: nothing twice, nothing lost."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from duizend.access.rules import Role
from duizend.follow_up import tasks
from duizend.launch.environment import PROJECT
from duizend.referrals import tasks as mailing
from duizend.referrals.models import Notice
from tests.people import make_user

PATIENCE = 90.0  # seconds at most, for a machine that does much else


class Post:
    """A mail server that keeps what arrives; while it `holds`, nothing gets through."""

    def __init__(self):
        self.arrived = []
        self.port = 0
        self.holds = threading.Event()
        self.reached = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        self.reached.set()
        while self.holds.is_set():
            await asyncio.sleep(0.05)
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.arrived.append((envelope.rcpt_tos[0], message["Message-ID"]))
        return "250 kept"

    @property
    def to(self):
        return sorted(to for to, _id in self.arrived)


@pytest.fixture
def post():
    kept = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        kept.port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=kept.port)
    server.start()
    yield kept
    kept.holds.clear()
    server.stop()


@pytest.fixture(autouse=True)
def _no_jobs_of_before(db):
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
        cursor.execute("delete from procrastinate_workers")


@pytest.fixture
def workers(post):
    """Starts `procrastinate worker` on the test's own database; ends what still runs."""
    started = []

    def _start(*arguments):
        given = urlsplit(os.environ["DATABASE_APP_URL"])
        address = given._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        environment = {
            **os.environ,
            "DATABASE_APP_URL": address,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(post.port),
            "DJANGO_SETTINGS_MODULE": "duizend.config.settings",
            "PYTHONWARNINGS": "ignore",
        }
        command = [sys.executable, PROJECT / "manage.py", "procrastinate", "worker", *arguments]
        process = subprocess.Popen(command, env=environment, cwd=PROJECT)
        started.append(process)
        return process

    yield _start
    for process in started:
        process.kill()
        process.wait()


def statuses():
    return sorted(ProcrastinateJob.objects.values_list("task_name", "status"))


def today():
    return timezone.localdate().isoformat()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_in_the_middle_loses_nothing(village, post, workers):
    mailing.tell_person.defer(user_id=village.ruud.pk, day=today())
    post.holds.set()
    worker = workers()
    assert post.reached.wait(PATIENCE), "the worker never came to the mail"

    os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(PATIENCE) == -signal.SIGKILL
    post.holds.clear()
    post.arrived.clear()  # what hung in the line was never answered: a server throws it away
    assert ("referrals.tell_person", "doing") in statuses()
    assert not Notice.objects.exists()

    # A minute later: it has not been heard of, and the round of five minutes comes by.
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '60 s'")
    tasks.take_up_again.configure().defer(timestamp=0)
    assert workers("--one-shot").wait(PATIENCE) == 0

    assert post.to == [village.ruud.email]
    assert Notice.objects.count() == 1
    # A worker also takes up by itself what was planned in the last ten minutes.
    assert set(statuses()) == {
        ("follow_up.take_up_again", "succeeded"),
        ("referrals.tell_person", "succeeded"),
    }


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(village, post, workers):
    people = [village.ruud, village.fatma, village.noor, village.kim, village.sam]
    people += [
        make_user(f"Collega {name}", village.ruud.organization, Role.SOCIAL_WORKER)
        for name in ("Een", "Twee", "Drie")
    ]
    for _again in range(4):
        for person in people[1:]:
            mailing.tell_person.defer(user_id=person.pk, day=today())
        # A job that leaves jobs of its own, for Ruud and his colleagues.
        mailing.tell_organization.defer(organization_id=village.ruud.organization_id, day=today())

    both = [workers("--one-shot", "--concurrency", "3") for _worker in range(2)]
    assert [worker.wait(PATIENCE) for worker in both] == [0, 0]

    assert post.to == sorted(person.email for person in people)
    assert {status for _name, status in statuses()} == {"succeeded"}


def run_here():
    """A worker of this process, until there is nothing to do."""
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(
            wait=False, queues=[mailing.QUEUE], listen_notify=False, install_signal_handlers=False
        )


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_for_a_day_delays_and_loses_nothing(village, post, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    people = [village.ruud, village.fatma]
    yesterday = timezone.localdate() - timedelta(days=1)
    for person in people:
        mailing.tell_person.defer(user_id=person.pk, day=yesterday.isoformat())
    for attempt in range(1, 4):
        run_here()
        jobs = ProcrastinateJob.objects.filter(task_name="referrals.tell_person")
        assert {(job.status, job.attempts) for job in jobs} == {("todo", attempt)}
        assert {job.scheduled_at > timezone.now() for job in jobs} == {True}
        half_an_hour_passes()
    with connection.cursor() as cursor:
        # Half an hour later, and again, until it is a day.
        cursor.execute("update procrastinate_jobs set attempts = 48")
    # Today's own round comes on top of what still waits from yesterday.
    for person in people:
        mailing.tell_person.defer(user_id=person.pk, day=today())

    settings.EMAIL_PORT = post.port
    run_here()

    assert post.to == sorted(person.email for person in people)
    assert {status for _name, status in statuses()} == {"succeeded"}
    run_here()
    assert len(post.arrived) == len(people)


def half_an_hour_passes():
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set scheduled_at = now() where status = 'todo'")


@pytest.mark.django_db(transaction=True)
def test_what_keeps_ending_workers_is_left_to_be_looked_at(village):
    mailing.tell_person.defer(user_id=village.ruud.pk, day=today())
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing', attempts = 96")
    tasks.take_up_again.configure().defer(timestamp=0)
    run_here()
    assert ("referrals.tell_person", "doing") in statuses()


@pytest.mark.django_db(transaction=True)
def test_what_ended_well_a_week_ago_is_forgotten(village, settings):
    mailing.tell_person.defer(user_id=0, day=today())
    run_here()
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_events set at = at - interval '8 days'")
    tasks.forget_jobs.configure().defer(timestamp=0)
    run_here()
    assert "referrals.tell_person" not in {name for name, _status in statuses()}


def test_what_runs_by_itself_is_planned():
    planned = {name for name, _id in app.periodic_registry.periodic_tasks}
    assert {"follow_up.climb", "follow_up.take_up_again", "follow_up.forget_jobs"} <= planned


def test_a_mail_that_went_out_is_recognised_when_it_is_sent_again(village, post, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
    mailing.tell_person(user_id=village.ruud.pk, day=today())
    Notice.objects.all().delete()
    mailing.tell_person(user_id=village.ruud.pk, day=today())
    (first, second) = (message_id for _to, message_id in post.arrived)
    assert first == second
