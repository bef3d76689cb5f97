"""Erasing what nobody opened: every night, for all links at once, without reading them."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from duizend.beforehand import actions


@app.periodic(cron="30 3 * * *")
@app.task(name="beforehand.erase_unread", queue="notices")
def erase_unread(timestamp: int) -> None:
    """Answers from home that lay unread for four weeks after the last day of their link."""
    try:
        actions.erase_unread(at=timezone.now())
    finally:
        if not connection.in_atomic_block:
            connection.close()
