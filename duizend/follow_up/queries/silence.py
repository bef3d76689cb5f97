"""What stays without an answer, for who coordinates and for the process director."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from duizend.follow_up.models import DirectorNote, Ladder, NoteKind
from duizend.follow_up.rules.ladder import DEFAULT


@dataclass(frozen=True)
class SilentQuestion:
    """A question between two organisations. No family, nobody's name, nothing shielded."""

    id: UUID
    sender: str
    sender_phone: str
    performer: str
    performer_phone: str
    offer: str
    term: str
    sent_on: date
    due_on: date
    reached_on: date


def ladder() -> tuple[int, ...]:
    """The numbers that hold now: what the coalition set last, else the proposal."""
    newest = Ladder.objects.first()
    return tuple(newest.days) if newest else DEFAULT


def silent_questions() -> list[SilentQuestion]:
    """Longest silent first; only for a process director, of their own municipalities."""
    with connection.cursor() as cursor:
        cursor.execute("select * from rls.silent_questions()")
        found = [SilentQuestion(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda one: (one.due_on, str(one.id)))


def notes_of(ids: Iterable[UUID]) -> dict[UUID, list[DirectorNote]]:
    """What the director wrote, per question, first note first."""
    kept: dict[UUID, list[DirectorNote]] = {}
    notes = DirectorNote.objects.filter(escalation__in=list(ids)).select_related("recorder")
    for note in notes:
        kept.setdefault(note.escalation_id, []).append(note)
    return kept


def is_agreed(notes: Iterable[DirectorNote], today: date) -> bool:
    """Whether an agreement still runs: there is nothing to call about before its day."""
    return any(
        note.kind == NoteKind.AGREED and note.by_when is not None and note.by_when >= today
        for note in notes
    )
