"""What families let their professionals tell each other, and the ground on which each keeps data.

Also lays down, for the steps after this one, who and when in temporary tables: `course` (a
family numbered, with its days) and `seat` (who sits around it, first comers first).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from duizend.bench.region import Region

# `lasted`: how long the history of a family is, until it was closed or now.
COURSE = """
create temporary table course on commit drop as
select row_number() over (order by f.id)::bigint as n, f.id as family, f.municipality_id,
       f.recorded as since, coalesce(f.closed_on::timestamptz, %(now)s) - f.recorded as lasted,
       f.closed_on is null as open, p.due_date, p.born_on
from families_family f join families_pregnancy p on p.family_id = f.id
"""
SEAT = """
create temporary table seat on commit drop as
select c.n, c.family, r.practitioner_id as person, r.organization_id as organization,
       row_number() over (partition by c.n order by r.period_start, r.id)::int - 1 as place,
       count(*) over (partition by c.n)::int as seats
from course c join families_carerelation r on r.family_id = c.family
"""
# From each to each other organisation around the family; often a yes, sometimes a no.
CONSENTS = """
insert into consents_consent (id, family_id, source_id, recipient_id, purpose, categories,
    status, period_start, period_end, explained, given_by, recorder_id, recorded, withdrawn_at)
select pg_temp.id('consent', x.key), x.family, x.source, x.recipient,
    (array['coordination', 'referral', 'handover'])[1 + pg_temp.dice(x.key, 11, 3)],
    case pg_temp.dice(x.key, 12, 3)
        when 0 then array['contact', 'plan']
        when 1 then array['contact', 'plan', 'pregnancy', 'network', 'money']
        else array['contact', 'plan', 'pregnancy', 'health', 'mental', 'parenting', 'child']
    end,
    x.status, x.at::date, x.at::date + 700,
    case when x.status = 'rejected' then '{}'::text[] else array['what', 'why', 'which_data'] end,
    'De moeder', x.person, x.at, case when x.status = 'inactive' then x.at + interval '9 days' end
from (
    select a.family, a.organization as source, b.organization as recipient,
        a.n * 400 + a.place * 20 + b.place as key, a.person,
        c.since + c.lasted * (pg_temp.dice(a.n * 400 + a.place * 20 + b.place, 13, 60) / 100.0)
            as at,
        (array['active', 'active', 'active', 'active', 'active', 'active', 'active', 'rejected',
            'inactive'])[1 + pg_temp.dice(a.n * 400 + a.place * 20 + b.place, 14, 9)] as status
    from seat a join seat b using (n) join course c using (n)
    where a.organization <> b.organization and (a.place = 0 or pg_temp.dice(a.n, 15, 2) = 0)
) x
"""
PERMISSIONS = """
insert into consents_exchangepermission (id, family_id, source_id, status, given_by,
    recorder_id, recorded)
select pg_temp.id('exchange', s.n * 400 + s.place), s.family, s.organization,
    case when pg_temp.dice(s.n * 400 + s.place, 16, 8) = 0 then 'rejected' else 'active' end,
    'De moeder', s.person, c.since
from (select distinct on (n, organization) * from seat order by n, organization, place) s
join course c using (n)
"""
GROUNDS = """
insert into consents_processingground (id, family_id, organization_id, legal_basis_id,
    recorder_id, recorded)
select pg_temp.id('ground', s.n * 400 + s.place), s.family, s.organization, b.code,
    s.person, c.since
from (select distinct on (n, organization) * from seat order by n, organization, place) s
join course c using (n)
join access_organization o on o.id = s.organization
join lateral (
    select code from consents_legalbasis where o.kind = any(organization_kinds)
    order by code limit 1
) b on true
"""


def share(region: Region) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COURSE, region.times)
        cursor.execute(SEAT)
        cursor.execute("analyze course")
        cursor.execute("analyze seat")
        cursor.execute("create index on seat (n, place)")
        for statement in (CONSENTS, PERMISSIONS, GROUNDS):
            cursor.execute(statement)
