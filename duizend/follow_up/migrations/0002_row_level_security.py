"""Who sees what stays silent: the two sides, who coordinates, and a director without families."""

from django.db import migrations

from duizend.access.rules import DIRECTS_PROCESS
from duizend.core.rls import function, protect, sql_list
from duizend.families.policies import seen

ME = "(select rls.user_id())"
HERE = "(select rls.organization_id())"
MINE = "family_id = any((select rls.families())::uuid[])"
SEEN = seen()
OURS = f"({MINE} and recorder_organization_id = {HERE} and {SEEN})"
FROM_HERE = f"recorder_id = {ME} and recorder_organization_id = {HERE}"

# Looks at the referral under its own policy: who may not see it, keeps nothing about it.
ABOUT_OUR_QUESTION = (
    "exists (select 1 from referrals_referral r where r.id = referral_id "
    "and r.family_id = {table}.family_id and r.category = {table}.category "
    f"and r.sender_organization_id = {HERE})"
)
# The receiver hears what was chosen while it still tries to make contact.
STILL_TRIED_BY_US = (
    f"({MINE} and exists (select 1 from referrals_referral r where r.id = referral_id "
    f"and r.performer_id = {HERE} and r.status = 'accepted'))"
)

COORDINATES = """
select rls.is_mine(asked) and exists (
    select 1 from plans_coordination
    where family_id = asked and practitioner_id = rls.user_id() and status = 'active'
)
"""
FOR_COORDINATOR = "(choice = 'coordinator' and rls.coordinates(family_id))"

# A question is shielded when it tells anything shielded, rests on it, or when the offer itself
# would give it away. It never reaches the director: two organisations and a day are enough to
# know about whom it is.
OPEN_TO_DIRECTOR = f"""
    select e.id, e.at, r.id as referral
    from follow_up_escalation e
    join referrals_referral r on r.id = e.referral_id
    join families_family f on f.id = e.family_id
    join access_user u on u.id = rls.user_id() and u.is_active
     and u.role = any({sql_list(DIRECTS_PROCESS)})
    join access_organization_municipalities m
      on m.organization_id = u.organization_id and m.municipality_id = f.municipality_id
    left join directory_offer o on o.id = r.offer_id
    where e.rung = 4 and r.category <> 'safety'
      and not ('safety' = any(coalesce(o.life_domains, '{{}}')))
"""
DIRECTS = f"select exists (select 1 from ({OPEN_TO_DIRECTOR}) x where x.id = escalation)"
SILENT = f"""
select x.id, s.name, s.phone, p.name, p.phone, coalesce(o.name, ''), r.due_term, (
    r.sent_at at time zone 'Europe/Amsterdam')::date, r.due_on,
    (x.at at time zone 'Europe/Amsterdam')::date
from ({OPEN_TO_DIRECTOR}) x
join follow_up_escalation e on e.id = x.id
join referrals_referral r on r.id = x.referral and r.due_term = e.term and r.due_on = e.due_on
join access_organization s on s.id = r.sender_organization_id
join access_organization p on p.id = r.performer_id
left join directory_offer o on o.id = r.offer_id
"""
# For who coordinates, also without consent to see the question: that an answer stays away for
# this family since this day. Not of whom, not what.
SILENT_AROUND = """
select distinct e.family_id, e.due_on
from follow_up_escalation e
join referrals_referral r on r.id = e.referral_id and r.due_term = e.term and r.due_on = e.due_on
join plans_coordination p on p.family_id = e.family_id and p.status = 'active'
 and p.practitioner_id = rls.user_id()
where e.rung = 3 and rls.is_mine(e.family_id)
"""
READS_NOTE = """
select rls.directs(escalation) or exists (
    select 1 from follow_up_escalation e where e.id = escalation and rls.reads_history(e.referral_id)
)
"""

# A job of the installation: it writes who heard, once, and gives the ids of whom to mail.
# `reached`: per rung, terms that ended on that day or before have reached it.
ESCALATE = f"""
create function rls.escalate(moment timestamptz, reached date[]) returns setof bigint
language sql volatile security definer set search_path = pg_catalog, public as $body$
    with climbed as (
        insert into follow_up_escalation (id, referral_id, family_id, rung, term, due_on, at)
        select gen_random_uuid(), r.id, r.family_id, rung, r.due_term, r.due_on, moment
        from referrals_referral r
        left join directory_offer o on o.id = r.offer_id
        cross join generate_series(1, 4) as rung
        where rls.user_id() is null and r.due_on <= reached[rung] and r.status <> 'cancelled'
          and (
            rung < 4
            or (r.category <> 'safety' and not ('safety' = any(coalesce(o.life_domains, '{{}}'))))
          )
        on conflict do nothing
        returning referral_id, rung
    )
    select distinct u.id
    from climbed c
    join referrals_referral r on r.id = c.referral_id
    join families_family f on f.id = r.family_id
    join access_user u on u.is_active and u.wants_mail and case c.rung
        when 1 then
            u.organization_id = r.performer_id and (
                r.taken_by_id = u.id or r.taken_by_id is null or not exists (
                    select 1 from access_user t where t.id = r.taken_by_id and t.is_active
                     and t.organization_id = r.performer_id
                )
            )
        when 2 then
            u.organization_id = r.sender_organization_id and exists (
                select 1 from families_carerelation c where c.family_id = r.family_id
                 and c.practitioner_id = u.id and c.kind = 'care'
                 and (c.period_end is null or c.period_end > moment)
            )
        when 3 then exists (
            select 1 from plans_coordination p where p.family_id = r.family_id
             and p.practitioner_id = u.id and p.status = 'active'
        )
        else u.role = any({sql_list(DIRECTS_PROCESS)}) and exists (
            select 1 from access_organization_municipalities m
            where m.organization_id = u.organization_id and m.municipality_id = f.municipality_id
        )
    end
$body$
"""

# Indicators P3 and P4. No argument: who could choose the days would compare two answers and
# find one family. Groups with fewer than ten families are joined; a rest that is still smaller
# than ten goes with the smallest group beside it, so that no difference gives it away.
FIGURES_SIGNATURE = "help_figures()"
FIGURES_TABLE = (
    "table(scope text, code text, asked int, to_contact int, to_start int, in_time int, "
    "first_day date, last_day date)"
)
FIGURES = """
declare
    scope_now text;
    until date := date_trunc(
        'quarter', (now() at time zone 'Europe/Amsterdam') - interval '14 days'
    )::date;
    since date := until - interval '1 year';
    region boolean := rls.sees_region();
begin
    if not (region or rls.works_with_families()) then
        return;
    end if;
    foreach scope_now in array array['step', 'kind'] loop
        return query
        with asked as (
            select r.family_id,
                case when scope_now = 'step' then coalesce(c.code || '/' || p.step_code, '')
                    else o.kind end as grp,
                (r.sent_at at time zone 'Europe/Amsterdam')::date as sent_on,
                (
                    select (min(s.recorded) at time zone 'Europe/Amsterdam')::date
                    from signals_signal s
                    where s.family_id = r.family_id and s.status <> 'entered_in_error'
                      and s.recorder_organization_id = r.sender_organization_id
                      and s.category = any(r.categories) and s.category <> 'safety'
                      and s.recorded between r.sent_at - interval '1 year' and r.sent_at
                ) as signal_on,
                (
                    select (min(e.at) at time zone 'Europe/Amsterdam')::date
                    from referrals_referralevent e
                    where e.referral_id = r.id and e.what in ('contact_made', 'start')
                ) as contact_on,
                (r.started_at at time zone 'Europe/Amsterdam')::date as started_on,
                (
                    select (min(e.at) at time zone 'Europe/Amsterdam')::date
                    from referrals_referralevent e
                    where e.referral_id = r.id and e.what in ('answer', 'decline')
                ) as heard_on
            from referrals_referral r
            join access_organization o on o.id = r.performer_id
            join families_family f on f.id = r.family_id
            left join pathways_proposal p on p.id = r.proposal_id
            left join pathways_routecard c on c.id = p.card_id
            where r.category <> 'safety' and r.status <> 'cancelled'
              and (r.sent_at at time zone 'Europe/Amsterdam')::date >= since
              and (r.sent_at at time zone 'Europe/Amsterdam')::date < until
              and case when region then f.municipality_id in (
                    select m.municipality_id from access_organization_municipalities m
                    where m.organization_id = rls.organization_id()
                  ) else r.sender_organization_id = rls.organization_id() end
        ),
        sized as (select grp, count(distinct family_id) as n from asked group by grp),
        shown as (select grp, n from sized where n >= 10 and grp <> ''),
        rest as (
            select count(distinct family_id) as n from asked
            where grp not in (select grp from shown)
        ),
        kept as (
            select grp from shown
            where not (
                (select n from rest) between 1 and 9
                and grp = (select grp from shown order by n, grp limit 1)
            )
        ),
        grouped as (
            select a.*, coalesce(k.grp, '') as of_group from asked a left join kept k using (grp)
        )
        select scope_now, g.of_group::text, count(*)::int,
            case when count(distinct family_id) filter (
                where signal_on is not null and contact_on is not null
            ) >= 10 then percentile_disc(0.5) within group (order by contact_on - signal_on)
                filter (where signal_on is not null and contact_on is not null) end,
            case when count(distinct family_id) filter (
                where signal_on is not null and started_on is not null
            ) >= 10 then percentile_disc(0.5) within group (order by started_on - signal_on)
                filter (where signal_on is not null and started_on is not null) end,
            (round(20.0 * count(*) filter (where heard_on <= sent_on + 14) / count(*)) * 5)::int,
            since, until - 1
        from grouped g group by g.of_group
        having count(distinct family_id) >= 10
        order by g.of_group = '', g.of_group;
    end loop;
end
"""


class Migration(migrations.Migration):
    dependencies = [
        ("follow_up", "0001_nothing_stays_silent"),
        ("referrals", "0003_waiting_by_family"),
        ("plans", "0002_row_level_security"),
        ("pathways", "0003_the_coalition_sets_cards"),
    ]
    operations = [
        function("coordinates(asked uuid)", "boolean", COORDINATES),
        function("directs(escalation uuid)", "boolean", DIRECTS),
        function("reads_note(escalation uuid)", "boolean", READS_NOTE),
        function(
            "silent_questions()",
            "table(id uuid, sender text, sender_phone text, performer text, "
            "performer_phone text, offer text, term text, sent_on date, due_on date, "
            "reached_on date)",
            SILENT,
        ),
        function("silent_around_me()", "table(family_id uuid, due_on date)", SILENT_AROUND),
        function(FIGURES_SIGNATURE, FIGURES_TABLE, FIGURES, language="plpgsql"),
        migrations.RunSQL(ESCALATE, "drop function rls.escalate"),
        protect(
            "follow_up_ladder",
            see="true",
            add=f"recorder_id = {ME} and (select rls.sets_agreements())",
            change="false",
        ),
        protect(
            "follow_up_escalation",
            see="rls.reads_history(referral_id)",
            add="false",
            change="false",
        ),
        protect(
            "follow_up_directornote",
            see="rls.reads_note(escalation_id)",
            add=f"recorder_id = {ME} and rls.directs(escalation_id)",
            change="false",
        ),
        protect(
            "follow_up_nextstep",
            see=f"{OURS} or {STILL_TRIED_BY_US} or ({MINE} and {FOR_COORDINATOR})",
            add=f"{OURS} and {FROM_HERE} and "
            + ABOUT_OUR_QUESTION.format(table="follow_up_nextstep"),
            change=f"{OURS} or ({MINE} and {FOR_COORDINATOR})",
            stays=["why", "choice", "on", "attempts", "recorded"],
        ),
        protect(
            "follow_up_call",
            see=OURS,
            add=f"{OURS} and {FROM_HERE} and " + ABOUT_OUR_QUESTION.format(table="follow_up_call"),
            change="false",
        ),
    ]
