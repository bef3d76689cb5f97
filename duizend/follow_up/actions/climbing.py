"""The ladder: who hears, once; and what the process director does about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import Hidden
from duizend.follow_up import queries
from duizend.follow_up.models import DirectorNote, Ladder
from duizend.follow_up.permissions import check_can_note, check_directs, check_sets_ladder
from duizend.follow_up.rules.ladder import reached
from duizend.referrals import tasks


@transaction.atomic
def climb(*, at: datetime) -> list[int]:
    """Write down which rung every late term has reached, and leave a mail for who hears of it.

    For the installation itself, while nobody is signed in. What was written before is left
    alone, so twice at once does it once. The mails are asked for before this is committed: who
    is interrupted in between writes a mail too much, never one too few. Gives whom to mail.
    """
    today = timezone.localdate(at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select rls.escalate(%s, %s::date[])", [at, reached(queries.ladder(), today)]
        )
        told = sorted({row[0] for row in cursor.fetchall()})
    for user_id in told:
        tasks.tell_person.defer(user_id=user_id, day=today.isoformat())
    return told


@transaction.atomic
def set_ladder(ladder_id: UUID, days: Sequence[int], *, by: User, at: datetime) -> Ladder:
    """From now on these numbers hold. A second click sets them once."""
    check_sets_ladder(by, days)
    ladder = Ladder(pk=ladder_id, days=list(days), recorder=by, recorded=at)
    if save_once(ladder):
        audit.record("follow_up.set_ladder", ladder, by=by, at=at)
    return ladder


@transaction.atomic
def note(
    note_id: UUID,
    question_id: UUID,
    words: str,
    kind: str,
    by_when: date | None = None,
    *,
    by: User,
    at: datetime,
) -> DirectorNote:
    """What was said about a silent question. Both organisations read it; it names no family.

    A second click keeps one. Raises Hidden for a question that is not this director's.
    """
    check_directs(by)
    if all(one.id != question_id for one in queries.silent_questions()):
        raise Hidden(f"question {question_id} is not one of user {by.pk}")
    check_can_note(by, words, kind, by_when, timezone.localdate(at))
    kept = DirectorNote(
        pk=note_id,
        escalation_id=question_id,
        kind=kind,
        words=words.strip(),
        by_when=by_when,
        recorder=by,
        recorded=at,
    )
    if save_once(kept):
        audit.record("follow_up.note", kept, by=by, at=at)
    return kept
