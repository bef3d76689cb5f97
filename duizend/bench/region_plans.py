"""Plans: goals in the family's words, who does what, what was agreed, and who coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from duizend.bench.region import Region

PLANS = """
insert into plans_careplan (id, family_id, recorder_id, recorder_organization_id, recorded)
select pg_temp.id('plan', c.n), c.family, s.person, s.organization, c.since
from course c join seat s on s.n = c.n and s.place = 0
where pg_temp.dice(c.n, 101, 10) < 8
"""
GOALS = """
insert into plans_goal (id, family_id, category, recorder_id, recorder_organization_id, recorded,
    plan_id, words, whose, life_domain, status, reason, is_crisis, version)
select pg_temp.id('goal', x.key), x.family, 'plan', x.person, x.organization, x.at, x.plan,
    'Een rustige plek voor de baby.', 'mother',
    (array['money', 'housing', 'network', 'mental', 'parenting'])[1 + pg_temp.dice(x.key, 102, 5)],
    x.status, case when x.status = 'stopped' then 'Niet meer nodig' else '' end,
    pg_temp.dice(x.key, 103, 20) = 0, 1
from (
    select p.id as plan, c.family, s.person, s.organization, c.n * 100 + j as key,
        c.since + c.lasted * (j / 10.0) as at,
        (array['proposed', 'active', 'active', 'achieved', 'stopped'])
            [1 + pg_temp.dice(c.n * 100 + j, 104, 5)] as status
    from plans_careplan p join course c on c.family = p.family_id
    cross join lateral generate_series(1, 1 + pg_temp.dice(c.n, 105, 4)) j
    join seat s on s.n = c.n and s.place = pg_temp.dice(c.n * 100 + j, 106, 100) * s.seats / 100
) x
"""
# One in three by the family or its network, the others by professionals. What was agreed
# months ago is done.
TASKS = """
insert into plans_plantask (id, family_id, category, recorder_id, recorder_organization_id,
    recorded, plan_id, goal_id, what, person_id, professional_id, by_when, status, reason,
    done_on, done_by_id, version)
select pg_temp.id('task', x.goal::text || j), x.family_id, 'plan', x.recorder_id,
    x.recorder_organization_id, x.recorded, x.plan_id, x.goal, 'Samen een afspraak maken',
    x.person, case when x.person is null then x.professional end, x.recorded::date + 30,
    x.task_status, '', case when x.task_status = 'done' then x.recorded::date + 20 end,
    case when x.task_status = 'done' then x.professional end, 1
from (
    select g.id as goal, g.family_id, g.recorder_id, g.recorder_organization_id, g.recorded,
        g.plan_id, j, s.person as professional,
        case when pg_temp.dice(g.key + j, 112, 3) = 0 then member.id end as person,
        case when g.recorded < %(now)s - interval '90 days' then 'done'
             when c.open and pg_temp.dice(g.key + j, 113, 3) = 0 then 'agreed'
             when c.open and pg_temp.dice(g.key + j, 114, 3) = 0 then 'busy'
             else 'done' end as task_status
    from (select *, hashtext(id::text)::bigint as key from plans_goal) g
    join course c on c.family = g.family_id
    cross join lateral generate_series(1, 1 + pg_temp.dice(g.key, 115, 4)) j
    join seat s on s.n = c.n and s.place = pg_temp.dice(g.key + j, 116, 100) * s.seats / 100
    left join families_person member on member.family_id = g.family_id
        and member.role = 'pregnant'
) x
"""
AGREEMENTS = """
insert into plans_agreement (id, family_id, category, recorder_id, recorder_organization_id,
    recorded, plan_id, words, made_on, ended_on, reason)
select pg_temp.id('agreement', g.id), g.family_id, 'plan', g.recorder_id,
    g.recorder_organization_id, g.recorded, g.plan_id, 'We bellen elkaar op maandag.',
    g.recorded::date, null, ''
from plans_goal g where pg_temp.dice(hashtext(g.id::text), 121, 2) = 0
"""
MOVES = """
insert into plans_stepmove (id, family_id, category, recorder_id, recorder_organization_id,
    recorded, plan_id, approach, step, reason)
select pg_temp.id('step', c.n * 100 + j), c.family, 'plan', p.recorder_id,
    p.recorder_organization_id, c.since + c.lasted * (j / 10.0), p.id, 'six_steps', j,
    'Zo ver zijn we nu'
from plans_careplan p join course c on c.family = p.family_id
cross join lateral generate_series(1, 1 + pg_temp.dice(c.n, 122, 6)) j
"""
CHANGES = """
insert into plans_change (id, family_id, category, source_organization_id, subject, subject_id,
    before, after, recorder_id, recorded)
select pg_temp.id('change', e.id::text || j), e.family_id, e.category, e.recorder_organization_id,
    e.subject, e.id, case when j = 1 then '{}' else jsonb_build_object('status', e.first) end,
    jsonb_build_object('status', case when j = 1 then e.first else e.status end),
    e.recorder_id, e.recorded + make_interval(days => 10 * (j - 1))
from (
    select id, family_id, category, recorder_organization_id, recorder_id, recorded, status,
        'goal' as subject, 'proposed' as first from plans_goal
    union all
    select id, family_id, category, recorder_organization_id, recorder_id, recorded, status,
        'task', 'agreed' from plans_plantask
) e
cross join lateral generate_series(1, case when e.status = e.first then 1 else 2 end) j
"""
COORDINATION = """
insert into plans_coordination (id, family_id, practitioner_id, organization_id, status, reason,
    recorder_id, recorded, answered, ended)
select pg_temp.id('coordination', c.n * 100 + s.place), c.family, s.person, s.organization,
    x.status, '', s.person, c.since, c.since + interval '1 day',
    case when x.status = 'ended' then c.since + interval '50 days' end
from course c join seat s using (n)
cross join lateral (
    select case when s.place = 0 then 'active' else 'ended' end as status
) x
where s.place <= 1 and pg_temp.dice(c.n, 131, 10) < 8
"""
NOTICES = """
insert into plans_notice (id, to_id, kind, family_id, about, recorder_id, recorded, read_at)
select pg_temp.id('notice', k.id), k.practitioner_id, 'accepted', k.family_id, k.id,
    k.recorder_id, k.recorded,
    case when k.recorded < %(now)s - interval '20 days' then k.recorded end
from plans_coordination k where k.status = 'active'
"""


def plan(region: Region) -> None:
    with connection.cursor() as cursor:
        for statement in (
            PLANS, GOALS, TASKS, AGREEMENTS, MOVES, CHANGES, COORDINATION, NOTICES
        ):  # fmt: skip
            cursor.execute(statement, region.times)
