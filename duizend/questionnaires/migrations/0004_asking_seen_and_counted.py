"""That something was asked is seen as its answer is; a region sees only how often, of many."""

from django.db import migrations

from duizend.access.rules import SEES_REGION
from duizend.core.rls import function, protect, sql_list
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
HERE = "recorder_organization_id = (select rls.organization_id())"
FROM_HERE = f"recorder_id = (select rls.user_id()) and {HERE}"
SEES = seen()

# What was answered before this was counted, was asked once: by who wrote it down. What a
# question asks about stands with its options and with the question itself.
COUNT_WHAT_WAS_ASKED = """
insert into questionnaires_asking
    (id, family_id, response_id, answer_id, link_id, concepts, category, outcome,
     recorder_id, recorder_organization_id, recorded)
select gen_random_uuid(), a.family_id, a.response_id, a.id, a.link_id, about.concepts,
    a.category, 'asked', a.recorder_id, a.recorder_organization_id, a.recorded
from questionnaires_answer a
join questionnaires_questionnaireresponse r on r.id = a.response_id
join questionnaires_questionnaireversion v on v.id = r.version_id
cross join lateral (
    select array_agg(distinct mark ->> 'valueCode') as concepts
    from jsonb_path_query(
        v.resource, '$.**{1 to last} ? (@.linkId == $link)', jsonb_build_object('link', a.link_id)
    ) as item
    cross join lateral (
        select jsonb_path_query(item, '$.answerOption[*].extension[*]') as mark
        union all
        select jsonb_path_query(item, '$.extension[*]')
    ) as marks
    where mark ->> 'url' in ('urn:duizend:concept', 'urn:duizend:asks')
) as about
where a.values <> '[]' and about.concepts is not null
"""

SEES_REGION_SQL = (
    f"select coalesce((select role = any({sql_list(SEES_REGION)}) "
    "from access_user where id = rls.user_id() and is_active), false)"
)

# Indicator P13: lists in which a family was asked again what it had been asked before, per
# municipality of the one who asks, in the last four whole quarters. No argument: who could
# choose the days would compare two answers and find one family. Groups of families are
# joined until each holds ten; a municipality with fewer families gives no figure.
REPEATED = """
declare
    place record;
    until date := date_trunc('quarter', now() at time zone 'Europe/Amsterdam')::date;
    since date := until - interval '1 year';
    lowest int[];
    sizes int[];
    together int;
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
            select a.family_id, a.response_id, r.recorded, concept
            from questionnaires_asking a
            join questionnaires_questionnaireresponse r on r.id = a.response_id
            join families_family f on f.id = a.family_id
            join places p on p.code = f.municipality_id
            cross join unnest(a.concepts) as concept
            where a.outcome = 'asked' and a.category <> 'safety' and r.category <> 'safety'
        ),
        compared as (
            select family_id, response_id, recorded,
                response_id <> first_value(response_id) over (
                    partition by family_id, concept order by recorded, response_id
                ) as again
            from asked
        ),
        lists as (
            select family_id, response_id, bool_or(again) as again
            from compared
            group by family_id, response_id
            having min(recorded) >= since and min(recorded) < until
        ),
        counted as (
            select family_id, least(3, count(*) filter (where again))::int as repeats
            from lists group by family_id
        )
        select p.code, p.name, coalesce(array_agg(x.repeats) filter (where x.repeats is not null),
            '{}') as found
        from places p
        left join (
            select f.municipality_id, counted.repeats
            from counted join families_family f on f.id = counted.family_id
        ) x on x.municipality_id = p.code
        group by p.code, p.name
        order by p.name
    loop
        code := place.code;
        municipality := place.name;
        first_day := since;
        last_day := until - 1;
        low := null;
        high := null;
        families := null;
        if cardinality(place.found) < 10 then
            return next;
            continue;
        end if;
        lowest := '{}';
        sizes := '{}';
        together := 0;
        for times in reverse 3..0 loop
            together := together + cardinality(array_positions(place.found, times));
            if together >= 10 then
                lowest := times || lowest;
                sizes := together || sizes;
                together := 0;
            end if;
        end loop;
        -- Fewer than ten are left over at the low end: they go with the group above them.
        lowest[1] := 0;
        sizes[1] := sizes[1] + together;
        for i in 1..cardinality(sizes) loop
            low := lowest[i];
            high := lowest[i + 1] - 1;
            families := sizes[i];
            return next;
        end loop;
    end loop;
end
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0003_asking"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        migrations.RunSQL(COUNT_WHAT_WAS_ASKED, migrations.RunSQL.noop),
        protect(
            "questionnaires_asking",
            # That somebody did not want to ask now is for the own organisation only.
            see=f"{MINE} and {SEES} and (outcome <> 'not_now' or {HERE})",
            add=f"{MINE} and {FROM_HERE} and {SEES}",
            change=f"{MINE} and {HERE} and {SEES}",
            stays=["answer_id", "link_id"],
            # Of who asked it in the end, when it was first left for later.
            may_change=["recorder_id", "answer_id"],
        ),
        protect(
            "questionnaires_opening",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {FROM_HERE} and {SEES}",
            change=f"{MINE} and {HERE} and {SEES}",
            may_change=["recorder_id"],
        ),
        function("sees_region()", "boolean", SEES_REGION_SQL),
        function(
            "repeated_questions()",
            "table(code text, municipality text, first_day date, last_day date, "
            "low integer, high integer, families integer)",
            REPEATED,
            language="plpgsql",
        ),
    ]
