"""What was seen and said of families, and what people made of it together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from duizend.bench.region import Region

SIGNALS = """
insert into signals_signal (id, family_id, concept_id, category, status, note, source,
    source_name, contact, recorder_id, recorder_organization_id, recorded, ended, ender_id,
    end_reason)
select pg_temp.id('signal', x.key), x.family, x.code, x.category, x.status,
    case when pg_temp.dice(x.key, 21, 4) = 0 then 'Zelf verteld, aan de keukentafel.' else '' end,
    case when x.told then 'answer' else 'quick' end,
    case when x.told then 'Startgesprek' else '' end,
    case when x.told then '' else 'home_visit' end,
    x.person, x.organization, x.at,
    case when x.status <> 'present' then least(x.at + interval '60 days', %(now)s) end,
    case when x.status <> 'present' then x.person end,
    case when x.status = 'entered_in_error' then 'Bij het verkeerde gezin gezet' else '' end
from (
    select s.family, s.person, s.organization, k.code, k.category, c.n * 100 + j as key,
        c.since + c.lasted * (j / 25.0) as at, pg_temp.dice(c.n * 100 + j, 22, 2) = 0 as told,
        case when pg_temp.dice(c.n * 100 + j, 23, 50) = 0 then 'entered_in_error'
             when pg_temp.dice(c.n * 100 + j, 24, 5) = 0 then 'resolved'
             else 'present' end as status
    from course c
    cross join lateral generate_series(1, 6 + pg_temp.dice(c.n, 25, 18)) j
    join seat s on s.n = c.n and s.place = pg_temp.dice(c.n * 100 + j, 26, 100) * s.seats / 100
    join (
        select code, case when restricted then 'safety' else life_domain_id end as category,
            row_number() over (order by code) - 1 as place, count(*) over () as total
        from signals_concept where retired_on is null
    ) k on k.place = mod(pg_temp.dice(c.n, 27, 1000) + j * 7, k.total)
) x
"""
DISCUSSED = """
insert into signals_discussed (id, family_id, life_domain_id, category, recorder_id,
    recorder_organization_id, recorded)
select distinct on (s.family_id, k.life_domain_id, s.category, s.recorder_organization_id)
    pg_temp.id('discussed', s.id), s.family_id, k.life_domain_id, s.category, s.recorder_id,
    s.recorder_organization_id, s.recorded
from signals_signal s join signals_concept k on k.code = s.concept_id
"""
APPRAISALS = """
insert into signals_appraisal (id, family_id, category, situation, reason, parent_view,
    parent_words, parent_was_there, strengths_not_discussed, decided_on, again_on,
    predecessor_id, recorder_id, recorder_organization_id, recorded)
select pg_temp.id('appraisal', c.n * 100 + j), c.family, 'plan',
    (array['self_reliant', 'potentially_vulnerable', 'vulnerable', 'highly_vulnerable'])
        [1 + pg_temp.dice(c.n * 100 + j, 31, 4)],
    'Samen gekeken naar wat draagt en wat weegt.',
    (array['agrees', 'agrees', 'differs', 'not_discussed'])[1 + pg_temp.dice(c.n + j, 32, 4)],
    '', true, false, at::date, at::date + 42 + pg_temp.dice(c.n * 100 + j, 34, 320),
    case when j > 1 then pg_temp.id('appraisal', c.n * 100 + j - 1) end,
    s.person, s.organization, at
from course c
cross join lateral generate_series(1, 1 + pg_temp.dice(c.n, 33, 5)) j
cross join lateral (select c.since + c.lasted * (j / 6.0) as at) moment
join seat s on s.n = c.n and s.place = 0
"""
APPRAISED = """
insert into signals_appraisalconcept (id, appraisal_id, family_id, concept_id, category,
    recorder_id, recorder_organization_id, recorded)
select distinct on (a.id, s.concept_id) pg_temp.id('appraised', a.id::text || s.concept_id), a.id, a.family_id,
    s.concept_id, s.category, a.recorder_id, s.recorder_organization_id, a.recorded
from signals_appraisal a
join signals_signal s on s.family_id = a.family_id and s.recorded <= a.recorded
"""


def find(region: Region) -> None:
    with connection.cursor() as cursor:
        for statement in (SIGNALS, DISCUSSED, APPRAISALS, APPRAISED):
            cursor.execute(statement, region.times)
