"""What this module knows of one referral, for its history: four tables in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

RUNG, STEP, CALL, NOTE = "rung", "step", "call", "note"

# Each table under its own policy: the union holds what the one who asks may see.
_LINES = """
select at, 'rung', rung::text, term, due_on, '', '', '', null::timestamptz
from follow_up_escalation where referral_id = %(referral)s
union all
select s.recorded, 'step', s.choice, '', s."on", u.given_name || ' ' || u.family_name, o.name,
    '', s.settled_at
from follow_up_nextstep s
join access_user u on u.id = s.recorder_id
join access_organization o on o.id = s.recorder_organization_id
where s.referral_id = %(referral)s
union all
select c.recorded, 'call', c.heard, '', null, u.given_name || ' ' || u.family_name, o.name,
    '', null
from follow_up_call c
join access_user u on u.id = c.recorder_id
join access_organization o on o.id = c.recorder_organization_id
where c.referral_id = %(referral)s
union all
select n.recorded, 'note', n.kind, '', n.by_when, u.given_name || ' ' || u.family_name, '',
    n.words, null
from follow_up_directornote n
join follow_up_escalation e on e.id = n.escalation_id
join access_user u on u.id = n.recorder_id
where e.referral_id = %(referral)s
order by 1, 2, 3
"""


@dataclass(frozen=True)
class Happened:
    """kind: RUNG (code: which), STEP (choice), CALL (what was heard) or NOTE (its kind).

    day: last day of the term, later, or by when. settled_at: when there was a talk.
    """

    at: datetime
    kind: str
    code: str
    term: str
    day: date | None
    who: str
    organization: str
    words: str
    settled_at: datetime | None


def happened(referral_id: UUID) -> list[Happened]:
    """In the order of time, as far as the one who asks may see it."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"referral": referral_id})
        return [Happened(*row) for row in cursor.fetchall()]
