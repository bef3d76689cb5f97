"""A coalition reads how often nothing fitted: per life domain, and nothing smaller than ten."""

from django.db import migrations

from duizend.core.rls import function

# As in palette.rules.suppression; a test keeps them equal.
SHOWN_FROM = 10

# What may be told of counts that stand beside each other: each from ten on, and null for the
# others. Last comes the total, and only when it gives no small one away: what is left of it
# after the counts that are shown must be ten or more, of ten or more families, and so little
# for so many hidden counts that each of them can still be anything from 0 to 9.
TELLABLE = f"""
with cells as (
    select count, nr, count >= {SHOWN_FROM} as shown from unnest(counts) with ordinality as u(count, nr)
),
summed as (
    select
        array_agg(case when shown then count end order by nr) as told,
        coalesce(sum(count), 0)::int as total,
        coalesce(sum(count) filter (where not shown), 0)::int as rest,
        (count(*) filter (where not shown))::int as hidden
    from cells
)
select coalesce(told, '{{}}') || array[case
    when hidden = 0 then total
    when rest >= {SHOWN_FROM} and rest_families >= {SHOWN_FROM}
        and rest <= {SHOWN_FROM - 1} * (hidden - 1) then total
end]
from summed
"""

# Indicator P12: families for which nothing on the menu fitted, per life domain, per
# municipality of the one who asks, in the last whole half year. No argument, and half years
# that do not overlap: who could choose the days would compare two answers and find one
# family. Nothing is added up over municipalities: two people with other regions would do the
# same. A family counts where it lived that day, so that what was told once stays so.
UNMET = """
declare
    place record;
    domains text[];
    counts int[];
    rest_families int;
    told int[];
    here date := (now() at time zone 'Europe/Amsterdam')::date;
    until date := make_date(
        extract(year from here)::int, case when extract(month from here) < 7 then 1 else 7 end, 1
    );
    since date := until - interval '6 months';
    began timestamptz := since::timestamp at time zone 'Europe/Amsterdam';
    ended timestamptz := until::timestamp at time zone 'Europe/Amsterdam';
begin
    if not rls.sees_region() then
        return;
    end if;
    domains := array(
        select d.code from signals_lifedomain d
        where not d.restricted and d.retired_on is null order by d."order", d.code
    );
    first_day := since;
    last_day := until - 1;
    for place in
        select m.code, m.name
        from access_organization_municipalities om
        join access_municipality m on m.code = om.municipality_id
        where om.organization_id = rls.organization_id()
        order by m.name, m.code
    loop
        counts := array(
            select count(distinct n.family_id)::int
            from unnest(domains) with ordinality as d(code, nr)
            left join pathways_unmetneed n
                on n.category = d.code and n.municipality_id = place.code
                and n.recorded >= began and n.recorded < ended
            group by d.nr order by d.nr
        );
        rest_families := (
            select count(distinct n.family_id)::int
            from unnest(domains, counts) as d(code, count)
            join pathways_unmetneed n
                on n.category = d.code and n.municipality_id = place.code
                and n.recorded >= began and n.recorded < ended
            where d.count < SHOWN_FROM
        );
        told := rls.tellable(counts, rest_families);
        code := place.code;
        municipality := place.name;
        for i in 1..cardinality(domains) loop
            life_domain := domains[i];
            families := told[i];
            return next;
        end loop;
        life_domain := null;
        families := told[cardinality(told)];
        return next;
    end loop;
end
""".replace("SHOWN_FROM", str(SHOWN_FROM))


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("pathways", "0004_unmet_needs"),
        ("questionnaires", "0007_the_process_director_sees_the_region"),
    ]
    operations = [
        function("tellable(counts int[], rest_families int)", "int[]", TELLABLE),
        function(
            "unmet_needs()",
            "table(code text, municipality text, first_day date, last_day date, "
            "life_domain text, families integer)",
            UNMET,
            language="plpgsql",
        ),
    ]
