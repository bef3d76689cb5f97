"""Telling people by mail that something waits: never what, never about whom, once a day at most.

The jobs know no families. Deferring happens inside the transaction of the deed: what is
rolled back is not mailed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec

from django.db import connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from duizend.referrals import notices, queries

# Every half hour for two days: a mail server that is down over a weekend night is no loss.
RETRY = RetryStrategy(max_attempts=96, wait=1800)
QUEUE = "notices"


Said = ParamSpec("Said")


def with_own_connection(job: Callable[Said, None]) -> Callable[Said, None]:
    """A worker outlives its database connections, so each job ends its own."""

    @wraps(job)
    def run(*args: Said.args, **kwargs: Said.kwargs) -> None:
        try:
            job(*args, **kwargs)
        finally:
            if not connection.in_atomic_block:
                connection.close()

    return run


@app.periodic(cron="0 7 * * 1-5")
@app.task(name="referrals.remind", queue=QUEUE, retry=RETRY)
@with_own_connection
def remind(timestamp: int) -> None:
    """Every working morning: a job for each person for whom something is new or late."""
    today = timezone.localdate()
    for user_id in queries.people_with_something_waiting(today):
        tell_person.defer(user_id=user_id, day=today.isoformat())


@app.task(name="referrals.tell_organization", queue=QUEUE, retry=RETRY)
@with_own_connection
def tell_organization(organization_id: int, day: str) -> None:
    """A new referral: a job for each person there who works with families."""
    for user_id in queries.colleagues_to_tell(organization_id):
        tell_person.defer(user_id=user_id, day=day)


@app.task(name="referrals.tell_person", queue=QUEUE, retry=RETRY)
@with_own_connection
def tell_person(user_id: int, day: str) -> None:
    """One mail to one person, unless they had one that day."""
    notices.tell(user_id, date.fromisoformat(day))
