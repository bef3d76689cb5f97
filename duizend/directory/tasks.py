"""Asking owners whether their offers still hold. The jobs know no families."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from duizend.directory import actions, queries

# Every half hour for two days, as for the other mail.
RETRY = RetryStrategy(max_attempts=96, wait=1800)
QUEUE = "notices"


@app.periodic(cron="30 7 * * 1-5")
@app.task(name="directory.ask_owners", queue=QUEUE, retry=RETRY, pass_context=False)
def ask_owners(timestamp: int) -> None:
    """Every working morning: a job for each owner of something not checked for some time."""
    try:
        for email in queries.owners_to_ask(timezone.localdate()):
            ask_owner.defer(email=email)
    finally:
        _leave_connection()


@app.task(name="directory.ask_owner", queue=QUEUE, retry=RETRY)
def ask_owner(email: str) -> None:
    """One mail to one owner; nothing when they were asked already."""
    try:
        actions.ask_owner(email, at=timezone.now())
    finally:
        _leave_connection()


def _leave_connection() -> None:
    """A worker outlives its database connections, so each job ends its own."""
    if not connection.in_atomic_block:
        connection.close()
