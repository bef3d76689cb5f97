"""The log of five years: who looked, searched and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from duizend.bench.region import Region

# Some eighty lines a family; of those who work with it, and now and then a refused colleague.
LINES = """
insert into access_auditevent (recorded, agent_id, agent_organization_id, action, outcome,
    family_id, entity, category, reason, emergency)
select c.since + c.lasted * (j / 160.0), s.person, s.organization,
    (array['workspace.family', 'workspace.family', 'workspace.family', 'signals.list',
        'signals.appraise', 'families.search', 'families.search', 'plans.plan',
        'referrals.list', 'consents.list', 'visits.list', 'signals.note', 'plans.change_task',
        'questionnaires.fill', 'questionnaires.answer', 'workspace.log'])
        [1 + pg_temp.dice(c.n * 1000 + j, 61, 16)],
    case when pg_temp.dice(c.n * 1000 + j, 62, 100) = 0 then 'refused' else 'success' end,
    c.family, 'families.Family:' || c.family, '', '', false
from course c
cross join lateral generate_series(1, 20 + pg_temp.dice(c.n, 63, 120)) j
join seat s on s.n = c.n and s.place = pg_temp.dice(c.n * 1000 + j, 64, 100) * s.seats / 100
"""


def look_along(region: Region) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LINES, region.times)
