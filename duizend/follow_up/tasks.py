"""Every morning, before the reminders: who hears that a term has passed."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from duizend.follow_up import actions
from duizend.referrals.tasks import QUEUE, RETRY, with_own_connection


@app.periodic(cron="50 6 * * 1-5")
@app.task(name="follow_up.climb", queue=QUEUE, retry=RETRY)
@with_own_connection
def climb(timestamp: int) -> None:
    """The ladder, on working days; what a day without a worker missed is done the next time."""
    actions.climb(at=timezone.now())
