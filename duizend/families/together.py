"""Looking at the screen together with a family: kept in the session, for one family.

A page that may be looked at together says so by giving its template `together`; it then
leaves out what is shielded, notes of colleagues and what to do today. Of every other page
of that family the frame shows nothing but the way back (families/page.html).
"""

from __future__ import annotations

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

KEY = "together_with"


def turn(session: SessionBase, family_id: UUID, *, on: bool) -> None:
    """Begin looking together with this family, or stop; with another family it stops too."""
    if on:
        session[KEY] = str(family_id)
    elif KEY in session:
        del session[KEY]


def is_on(session: SessionBase, family_id: UUID) -> bool:
    return bool(session.get(KEY) == str(family_id))
