"""What runs by itself: the ladder every morning, and taking up what a dead worker left lying."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from duizend.follow_up import actions
from duizend.referrals.tasks import QUEUE, RETRY, with_own_connection

# A worker says every ten seconds that it lives; after this it does not.
SILENT_AFTER = 30.0  # seconds
# What ended so many workers would end the next one too: it stays for somebody to look at.
MOST_ATTEMPTS = RETRY.max_attempts
KEEP_HOURS = 7 * 24


@app.periodic(cron="50 6 * * 1-5")
@app.task(name="follow_up.climb", queue=QUEUE, retry=RETRY)
@with_own_connection
def climb(timestamp: int) -> None:
    """The ladder, on working days; what a day without a worker missed is done the next time."""
    actions.climb(at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="follow_up.take_up_again", queue=QUEUE, pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> None:
    """Jobs of a worker that died in the middle wait again. Every job may be done twice: what
    it did is written in its own transaction, so the second time finds it done.
    """
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER):
        if MOST_ATTEMPTS is None or job.attempts < MOST_ATTEMPTS:
            await jobs.retry_job(job)


@app.periodic(cron="40 3 * * *")
@app.task(name="follow_up.forget_jobs", queue=QUEUE, pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs that ended well are kept for a week; those that failed stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)
