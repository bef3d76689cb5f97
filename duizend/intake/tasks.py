"""Every morning: who waits too long at a desk is told, and old words are erased."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from duizend.intake import actions, queries
from duizend.referrals.tasks import QUEUE, RETRY, tell_person, with_own_connection


@app.periodic(cron="10 7 * * 1-5")
@app.task(name="intake.remind", queue=QUEUE, retry=RETRY)
@with_own_connection
def remind(timestamp: int) -> None:
    """A job for each person for whom something at a desk is late, at either side."""
    today = timezone.localdate()
    for user_id in queries.people_with_something_late(today):
        tell_person.defer(user_id=user_id, day=today.isoformat())


@app.periodic(cron="20 4 * * *")
@app.task(name="intake.erase", queue=QUEUE, retry=RETRY)
@with_own_connection
def erase(timestamp: int) -> None:
    """Empty the words of what was closed without a family, after the term of its desk."""
    actions.erase_unlinked(timezone.localdate())
