"""Steps of the route that were chosen, and help that was asked for, from sent to answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from duizend.bench.region import Region

# Of the cards that hold where a family lives: its first steps, by the one who registered it.
PROPOSALS = """
insert into pathways_proposal (id, family_id, card_id, step_code, status, matched, why, category,
    rests_on, due_on, note, reason, decided_by_id, decided_at, recorder_id,
    recorder_organization_id, recorded)
select pg_temp.id('proposal', x.key), x.family, x.card, x.step, x.status, array['debts'],
    'Er is gesproken over schulden.', 'plan', array['money'], x.at::date + 14, '',
    case when x.status = 'declined' then 'Nu niet' else '' end,
    x.person, x.at, x.person, x.organization, x.at
from (
    select c.family, s.person, s.organization, r.id as card, step ->> 'code' as step,
        c.n * 1000 + r.id * 10 + (step ->> 'order')::int as key,
        c.since + c.lasted * 0.2 as at,
        (array['accepted', 'accepted', 'adapted', 'declined'])
            [1 + pg_temp.dice(c.n * 1000 + r.id * 10 + (step ->> 'order')::int, 71, 4)] as status
    from course c
    join seat s on s.n = c.n and s.place = 0
    join pathways_routecard r on r.status = 'current'
        and r.content -> 'municipalities' ? c.municipality_id
        and pg_temp.dice(c.n + r.id, 72, 3) = 0
    cross join lateral jsonb_array_elements(r.content -> 'steps') step
    where (step ->> 'order')::int <= 2
) x
"""
# For one family in four nothing on the menu fitted, for one life domain.
UNMET = """
insert into pathways_unmetneed (id, family_id, category, looked_for, municipality_id,
    recorder_id, recorder_organization_id, recorded)
select pg_temp.id('unmet', c.n), c.family,
    (array['money', 'housing', 'network', 'mental'])[1 + pg_temp.dice(c.n, 75, 4)],
    'Een maatje in de avond', c.municipality_id, s.person, s.organization,
    c.since + c.lasted * 0.25
from course c
join seat s on s.n = c.n and s.place = 0
where pg_temp.dice(c.n, 76, 4) = 0
"""
# Asked of somebody who has come to sit around the family since; and, of families that are
# still there, asked of another organisation and waiting for its answer.
REFERRALS = """
insert into referrals_referral (id, family_id, sender_id, sender_organization_id, performer_id,
    offer_id, categories, category, status, consents, terms, recorded, sent_at, taken_at,
    taken_by_id, contact_made, contact_on, failed_attempts, started_at, ended_at, answered_at,
    due_term, due_on)
select pg_temp.id('referral', x.key), x.family, x.sender, x.source, x.performer, x.offer,
    array['contact', 'pregnancy', 'network', 'money'], 'plan', x.status, '{}', '{}',
    x.at, x.at, case when x.taken then x.at + interval '3 days' end,
    case when x.taken then x.taker end, x.taken,
    case when x.taken then x.at::date + 4 end, pg_temp.dice(x.key, 81, 2),
    case when x.status in ('in-progress', 'completed') then x.at + interval '9 days' end,
    case when x.status in ('completed', 'rejected', 'cancelled') then x.at + interval '80 days' end,
    case when x.status = 'completed' then x.at + interval '20 days' end,
    case x.status when 'requested' then 'answer' when 'accepted' then 'start'
        when 'in-progress' then 'feedback' else '' end,
    case when x.status in ('requested', 'accepted', 'in-progress') then x.at::date + 21 end
from (
    select c.family, a.person as sender, a.organization as source, b.organization as performer,
        b.person as taker, c.n * 100 + b.place as key, c.since + c.lasted * 0.3 as at,
        o.id as offer, true as taken,
        case when c.since + c.lasted * 0.3 < %(now)s - interval '100 days' then 'completed'
             when c.open and pg_temp.dice(c.n * 100 + b.place, 82, 3) = 0 then 'accepted'
             when c.open and pg_temp.dice(c.n * 100 + b.place, 83, 2) = 0 then 'in-progress'
             else 'completed' end as status
    from course c
    join seat a on a.n = c.n and a.place = 0
    join seat b on b.n = c.n and b.place > 0 and b.organization <> a.organization
    join lateral (
        select id from directory_offer where organization_id = b.organization order by id limit 1
    ) o on true
    union all
    select c.family, a.person, a.organization, w.id, null, c.n * 100 + 50 + j,
        case when w.status = 'requested' then %(now)s - make_interval(
                days => pg_temp.dice(c.n * 100 + j, 84, 30))
             else c.since + c.lasted * 0.4 end,
        null, false, w.status
    from course c
    cross join lateral generate_series(1, pg_temp.dice(c.n, 85, 3)) j
    join seat a on a.n = c.n and a.place = pg_temp.dice(c.n * 100 + j, 86, 100) * a.seats / 100
    join lateral (
        select o.id, case when c.open and pg_temp.dice(c.n * 100 + j, 87, 6) = 0 then 'requested'
            when pg_temp.dice(c.n * 100 + j, 88, 2) = 0 then 'rejected' else 'cancelled' end as status
        from access_organization_municipalities m
        join access_organization o on o.id = m.organization_id
        where m.municipality_id = c.municipality_id and o.id <> a.organization
            and o.kind <> 'municipality'
        order by pg_temp.dice(o.id + c.n, 89, 1000), o.id limit 1
    ) w on true
) x
"""
DISCLOSURES = """
insert into referrals_disclosure (id, referral_id, category, content, received_at)
select pg_temp.id('told', r.id::text || part), r.id, part,
    case part
        when 'contact' then jsonb_build_object('request', 'Wilt u dit gezin bellen?',
            'family', f.name, 'parent', f.name, 'phone', '06 0000 0000',
            'language', 'Nederlands', 'needs_interpreter', false)
        else jsonb_build_object('signals', jsonb_build_array(jsonb_build_object(
            'kind', 'risk', 'label', 'schulden', 'day', r.recorded::date)))
    end, r.taken_at
from referrals_referral r join families_family f on f.id = r.family_id
cross join lateral unnest(r.categories) as told (part)
"""
EVENTS = """
insert into referrals_referralevent (id, referral_id, what, by_id, by_organization_id, at,
    category, note)
select pg_temp.id('event', r.id::text || what), r.id, what,
    case when what in ('send', 'withdraw') or r.taken_by_id is null then r.sender_id
        else r.taken_by_id end,
    case when what in ('send', 'withdraw') then r.sender_organization_id else r.performer_id end,
    at, 'contact', ''
from referrals_referral r
cross join lateral (values
    ('send', r.sent_at), ('take', r.taken_at), ('contact_made', r.taken_at + interval '1 day'),
    ('start', r.started_at), ('complete', case when r.status = 'completed' then r.ended_at end),
    ('answer', r.answered_at), ('decline', case when r.status = 'rejected' then r.ended_at end),
    ('withdraw', case when r.status = 'cancelled' then r.ended_at end)
) event (what, at)
where at is not null
"""


def ask(region: Region) -> None:
    with connection.cursor() as cursor:
        for statement in (PROPOSALS, UNMET, REFERRALS, DISCLOSURES, EVENTS):
            cursor.execute(statement, region.times)
