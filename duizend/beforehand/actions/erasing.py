"""Erasing what lay unread, or what became answers of a conversation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection


def forget(invitation_id: UUID, *, at: datetime) -> None:
    """Erase the answers of a link that was withdrawn or opened; of another one: nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.forget_home(%s, %s)", [invitation_id, at])


def erase_unread(*, at: datetime) -> int:
    """Erase what nobody opened in time (rules.keys.KEPT_DAYS); gives of how many links."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.forget_home(null, %s)", [at])
        erased: int = cursor.fetchone()[0]
    return erased
