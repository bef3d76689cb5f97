"""Only families with which the one who asks has a care relation, now."""

from django.db import migrations

from duizend.core.rls import function, protect
from duizend.families.policies import seen
from duizend.families.rules.names import LIKELY_THE_SAME, LOOKS_ALIKE

MINE = "family_id = any((select rls.families())::uuid[])"
BY_ME = "recorder_id = (select rls.user_id())"
FROM_HERE = f"{BY_ME} and recorder_organization_id = (select rls.organization_id())"

PREGNANCY = seen("'pregnancy'")
TEAM = seen("'plan'", organization="organization_id")
LOOKED = seen("'plan'", organization="agent_organization_id")

# Families of now. Emergency access is a care relation that ends by itself; who goes to
# work for another organisation leaves the families behind.
FAMILIES = """
select coalesce(array_agg(family_id), '{}')
from families_carerelation r
join access_user u
  on u.id = r.practitioner_id and u.is_active and u.organization_id = r.organization_id
where r.practitioner_id = rls.user_id()
  and (r.period_end is null or r.period_end > statement_timestamp())
"""

# The same for one family, without gathering them all: for functions that are asked per row.
IS_MINE = """
select exists (
    select 1 from families_carerelation r
    join access_user u
      on u.id = r.practitioner_id and u.is_active and u.organization_id = r.organization_id
    where r.family_id = asked and r.practitioner_id = rls.user_id()
      and (r.period_end is null or r.period_end > statement_timestamp())
)
"""

# Whether somebody of my organisation has a care relation: a colleague may know that it
# exists, so that the reason and the emergency door can be shown; nothing more.
ORGANIZATION_KNOWS = """
select exists (
    select 1 from families_carerelation
    where family_id = asked and organization_id = rls.organization_id()
      and kind = 'care'
)
"""

# Own findings, and always the name and contact; consents.0002 adds what was consented to.
SEES = """
select case
    when category = 'safety' and not rls.sees_restricted() then false
    when recorder_organization = rls.organization_id() then true
    else category = 'contact'
end
"""

# Whether I work with this family now; emergency access is looking in, not working with.
CARES_FOR = """
select exists (
    select 1 from families_carerelation r
    join access_user u
      on u.id = r.practitioner_id and u.is_active and u.organization_id = r.organization_id
    where r.family_id = asked and r.practitioner_id = rls.user_id() and r.kind = 'care'
      and (r.period_end is null or r.period_end > statement_timestamp())
)
"""

IS_COLLEAGUE = """
select exists (
    select 1 from access_user
    where id = practitioner and is_active and organization_id = rls.organization_id()
)
"""

# Who may be added to the care team: oneself to a family that has nobody yet (one has
# just registered it); anyone of the own organisation by someone who already is in it;
# oneself in an emergency, when the own organisation knows the family.
# referrals adds: oneself, when the own organisation was asked and takes it.
MAY_JOIN = """
select case
    when kind = 'emergency' then practitioner = rls.user_id() and rls.organization_knows(asked)
    when rls.cares_for(asked) then rls.is_colleague(practitioner)
    else practitioner = rls.user_id() and exists (
             select 1 from families_family where id = asked and recorder_id = rls.user_id()
         )
         and not exists (select 1 from families_carerelation where family_id = asked)
end
"""

# Whether my organisation brought this family here: it also sees attempts from elsewhere.
REGISTERED_HERE = """
select exists (
    select 1 from families_family
    where id = asked and recorder_organization_id = rls.organization_id()
)
"""

# Families of the own organisation that look like the one being registered. Gives only
# what is needed to prevent a second registration: which one may open, or whom to ask.
# The index finds who shares a trigram; with a day of birth only mothers of that day or of
# an unknown day are weighed, which keeps it fast among twenty thousand families.
DUPLICATES = f"""
with me as (select rls.families() as mine, rls.organization_id() as organization),
alike as (
    select p.family_id, p.birth_date, (
        select count(*)::float / cardinality(asked)
        from unnest(p.search_trigrams) as one(trigram) where trigram = any(asked)
    ) as share
    from families_person p
    where p.role = 'pregnant' and p.left_on is null
      and p.search_trigrams && asked::varchar[]
      and (born is null or p.birth_date is null or p.birth_date = born)
)
select case when alike.family_id = any(me.mine) then alike.family_id end,
       (select u.given_name || ' ' || u.family_name
        from families_carerelation r join access_user u on u.id = r.practitioner_id
        where r.family_id = alike.family_id and r.organization_id = me.organization
          and r.kind = 'care' and r.period_end is null order by r.period_start limit 1)
from alike cross join me
where share >= case when birth_date = born then {LOOKS_ALIKE} else {LIKELY_THE_SAME} end
  and exists (
      select 1 from families_carerelation r
      where r.family_id = alike.family_id and r.organization_id = me.organization
        and r.kind = 'care'
  )
order by share desc, alike.family_id limit 5
"""


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0001_initial"),
        ("access", "0002_log_and_who_is_asking"),
        ("core", "0001_row_level_security"),
    ]
    operations = [
        function("families()", "uuid[]", FAMILIES),
        function("is_mine(asked uuid)", "boolean", IS_MINE),
        function("organization_knows(asked uuid)", "boolean", ORGANIZATION_KNOWS),
        function("registered_here(asked uuid)", "boolean", REGISTERED_HERE),
        function("sees(family uuid, category text, recorder_organization bigint)", "boolean", SEES),
        function("cares_for(asked uuid)", "boolean", CARES_FOR),
        function("is_colleague(practitioner bigint)", "boolean", IS_COLLEAGUE),
        function("may_join(asked uuid, practitioner bigint, kind text)", "boolean", MAY_JOIN),
        function(
            "possible_duplicates(asked text[], born date)",
            "table (family_id uuid, colleague text)",
            DUPLICATES,
        ),
        protect(
            "families_family",
            # Everything joins this table by its key: looked up in a hash, not sorted into
            # the index again for each row that is joined.
            see="id in (select unnest(rls.families()))",
            add=FROM_HERE,
        ),
        protect("families_person", see=MINE, add=f"{MINE} and {FROM_HERE}"),
        protect(
            "families_pregnancy",
            see=f"{MINE} and {PREGNANCY}",
            add=f"{MINE} and {FROM_HERE}",
        ),
        protect(
            "families_identifier",
            see=f"{MINE} and rls.may_use_bsn() "
            "and recorder_organization_id = (select rls.organization_id())",
            add=f"{MINE} and rls.may_use_bsn() and {FROM_HERE}",
        ),
        protect(
            "families_carerelation",
            # Who else works here is itself something to know: colleagues see each other,
            # others only when the plan may be shared with them.
            see=f"practitioner_id = (select rls.user_id()) or ({MINE} and {TEAM})",
            add=f"{BY_ME} and organization_id = (select rls.organization_id()) "
            "and rls.may_join(family_id, practitioner_id, kind)",
            change="practitioner_id = (select rls.user_id()) "
            f"or ({MINE} and organization_id = (select rls.organization_id()))",
            stays=["practitioner_id", "kind", "period_start"],
        ),
        # A relation is with one's own organisation, also after a change.
        migrations.RunSQL(
            "create policy ours on families_carerelation as restrictive for update "
            "using (true) with check (organization_id = (select rls.organization_id()))",
            "drop policy ours on families_carerelation",
        ),
        migrations.RunSQL(
            f"""
            drop policy see on access_auditevent;
            create policy see on access_auditevent for select
            using (
                agent_id = (select rls.user_id())
                or (
                    {MINE}
                    -- That something shielded was written is itself shielded.
                    and (
                        category <> 'safety'
                        or rls.sees(family_id, 'safety', agent_organization_id)
                    )
                    and (
                        {LOOKED}
                        or (outcome = 'refused' and rls.registered_here(family_id))
                    )
                )
            );
            """,
            """
            drop policy see on access_auditevent;
            create policy see on access_auditevent for select
            using (agent_id = (select rls.user_id()));
            """,
        ),
    ]
