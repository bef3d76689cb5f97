"""Contacts with families: what was, what is planned, and what was written about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from duizend.bench.region import Region

# Everybody's past contacts; of a family that is still there, two more in the next weeks.
VISITS = """
insert into visits_visit (id, family_id, kind, status, start, duration, practitioner_id, place,
    with_whom, reason, settled, recorder_id, recorder_organization_id, recorded)
select pg_temp.id('visit', x.key), x.family,
    (array['home_visit', 'prenatal_home_visit', 'consultation', 'phone', 'video'])
        [1 + pg_temp.dice(x.key, 41, 5)],
    x.status, x.at, 15 * (1 + pg_temp.dice(x.key, 42, 6)), x.person, 'Bij het gezin thuis',
    'De moeder', case when x.status = 'cancelled' then 'Ziek' else '' end,
    case when x.status <> 'planned' then x.at + interval '2 hours' end,
    x.person, x.organization, least(x.at, %(now)s) - interval '14 days'
from (
    select s.family, s.person, s.organization, c.n * 100 + j as key,
        case when j > 2 then c.since + c.lasted * (j / 25.0)
             else date_trunc('day', %(now)s) + make_interval(
                days => pg_temp.dice(c.n * 100 + j, 43, 21) - 1,
                hours => 8 + pg_temp.dice(c.n * 100 + j, 44, 9))
        end as at,
        case when j <= 2 then 'planned'
             else (array['finished', 'finished', 'finished', 'finished', 'finished', 'finished',
                'cancelled', 'noshow'])[1 + pg_temp.dice(c.n * 100 + j, 45, 8)]
        end as status
    from course c
    cross join lateral generate_series(
        case when c.open then 1 else 3 end, 5 + pg_temp.dice(c.n, 46, 18)) j
    join seat s on s.n = c.n and s.place = pg_temp.dice(c.n * 100 + j, 47, 100) * s.seats / 100
) x
"""
REPORTS = """
insert into visits_report (id, family_id, visit_id, category, text, recorder_id,
    recorder_organization_id, recorded)
select pg_temp.id('report', v.id), v.family_id, v.id,
    (array['health', 'pregnancy', 'parenting', 'network', 'child', 'plan', 'money', 'safety'])
        [1 + pg_temp.dice(hashtext(v.id::text), 48, 8)],
    'Rustig gesprek. ' || repeat('Besproken wat goed gaat en wat nog aandacht vraagt. ',
        1 + pg_temp.dice(hashtext(v.id::text), 49, 9)),
    v.recorder_id, v.recorder_organization_id, v.settled
from visits_visit v where v.status = 'finished'
"""
MOVES = """
insert into visits_move (id, family_id, visit_id, from_start, to_start, reason, recorder_id,
    recorder_organization_id, recorded)
select pg_temp.id('move', v.id), v.family_id, v.id, v.start - interval '2 days', v.start,
    'Kwam niet uit', v.recorder_id, v.recorder_organization_id, v.recorded
from visits_visit v where pg_temp.dice(hashtext(v.id::text), 50, 12) = 0
"""


def visit(region: Region) -> None:
    with connection.cursor() as cursor:
        for statement in (VISITS, REPORTS, MOVES):
            cursor.execute(statement, region.times)
