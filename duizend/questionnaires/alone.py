"""Whether the professional just said that nobody else listens. Kept in the session only.

The answer that is stored tells of one visit; at the next one somebody may be in the room.
So what is asked alone is on the screen only shortly after a yes, and until one looks
elsewhere in the conversation.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

KEY = "alone_with"
LASTS = timedelta(minutes=20)


def say(session: SessionBase, response_id: UUID, *, alone: bool) -> None:
    if alone:
        session[KEY] = [str(response_id), timezone.now().timestamp()]
    else:
        leave(session)


def is_alone(session: SessionBase, response_id: UUID) -> bool:
    of, since = session.get(KEY, ["", 0.0])
    recently = timezone.now().timestamp() - since < LASTS.total_seconds()
    return bool(of == str(response_id) and recently)


def leave(session: SessionBase) -> None:
    if KEY in session:
        del session[KEY]
