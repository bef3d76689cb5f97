"""That she thinks about it is of who asked; a visit of who gives it; a region sees tens of families."""

from django.db import migrations

from duizend.core.rls import function, protect

MINE = "family_id = any((select rls.families())::uuid[])"
HERE = "recorder_organization_id = (select rls.organization_id())"
FROM_HERE = f"recorder_id = (select rls.user_id()) and {HERE}"
# Of a request to this organisation for this very family, and a contact of its own with it.
ANSWERS = (
    "exists (select 1 from referrals_referral r where r.id = referral_id "
    "and r.family_id = prenatal_homevisit.family_id "
    "and r.performer_id = (select rls.organization_id()) and r.taken_at is not null) "
    "and exists (select 1 from visits_visit v where v.id = visit_id "
    "and v.family_id = prenatal_homevisit.family_id "
    "and v.recorder_organization_id = (select rls.organization_id()))"
)

# When, and at home or by phone: what both sides may know of an appointment, no more. What was
# called off or did not come about is not told.
MEETINGS = """
select v.start, v.kind::text, v.status::text
from prenatal_homevisit h
join visits_visit v on v.id = h.visit_id
where h.referral_id = asked and v.status in ('planned', 'finished') and rls.reads_history(asked)
order by v.start
"""

# Indicator P5, per municipality of the one who asks, of the last four whole quarters. No
# argument: who could choose the days would compare two answers and find one family. Everything
# is counted as it stood at the end of that period, in tens, rounded down. Who said no is
# not counted as proposed either: proposed less asked for would be the number of refusals.
REGION = """
declare
    place record;
    until timestamptz := date_trunc('quarter', now() at time zone 'Europe/Amsterdam')
        at time zone 'Europe/Amsterdam';
    since timestamptz := (date_trunc('quarter', now() at time zone 'Europe/Amsterdam')
        - interval '1 year') at time zone 'Europe/Amsterdam';
begin
    if not rls.sees_region() then
        return;
    end if;
    for place in
        with places as (
            select m.code, m.name
            from access_organization_municipalities om
            join access_municipality m on m.code = om.municipality_id
            where om.organization_id = rls.organization_id()
        ),
        asked as (
            select r.id, r.family_id
            from referrals_referral r
            where r.sent_at >= since and r.sent_at < until
              and not (r.status = 'cancelled' and r.ended_at < until)
              and exists (
                  select 1 from directory_offer_interventions oi
                  join directory_intervention i on i.id = oi.intervention_id
                  where oi.offer_id = r.offer_id and i.code = 'prenataal-huisbezoek-jgz'
              )
        ),
        told as (
            select family_id from asked
            union
            select family_id from prenatal_suggestion
            where recorded >= since and recorded < until
              and (closed_at is null or closed_at >= until)
        ),
        visited as (
            select a.family_id
            from asked a
            join prenatal_homevisit h on h.referral_id = a.id
            join visits_visit v on v.id = h.visit_id
            where v.status = 'finished' and v.settled < until
        )
        select p.name,
            (select count(distinct t.family_id) from told t
             join families_family f on f.id = t.family_id
             where f.municipality_id = p.code) as proposed,
            (select count(distinct a.family_id) from asked a
             join families_family f on f.id = a.family_id
             where f.municipality_id = p.code) as consented,
            (select count(distinct v.family_id) from visited v
             join families_family f on f.id = v.family_id
             where f.municipality_id = p.code) as visited
        from places p
        order by p.name
    loop
        municipality := place.name;
        first_day := (since at time zone 'Europe/Amsterdam')::date;
        last_day := (until at time zone 'Europe/Amsterdam')::date - 1;
        proposed := nullif(place.proposed / 10 * 10, 0);
        consented := nullif(place.consented / 10 * 10, 0);
        visited := nullif(place.visited / 10 * 10, 0);
        return next;
    end loop;
end
"""


class Migration(migrations.Migration):
    dependencies = [
        ("prenatal", "0001_what_is_kept_besides"),
        ("referrals", "0003_waiting_by_family"),
        ("questionnaires", "0007_the_process_director_sees_the_region"),
    ]
    operations = [
        protect(
            "prenatal_suggestion",
            see=f"{MINE} and {HERE}",
            add=f"{MINE} and {FROM_HERE}",
            change=f"{MINE} and {HERE}",
        ),
        protect(
            "prenatal_homevisit",
            see=f"{MINE} and {HERE}",
            add=f"{MINE} and {FROM_HERE} and {ANSWERS}",
            change="false",
        ),
        function(
            "home_visits_of(asked uuid)",
            "table(start timestamptz, kind text, status text)",
            MEETINGS,
        ),
        function(
            "home_visits_of_region()",
            "table(municipality text, first_day date, last_day date, "
            "proposed bigint, consented bigint, visited bigint)",
            REGION,
            language="plpgsql",
        ),
    ]
