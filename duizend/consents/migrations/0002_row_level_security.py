"""A refusal leaves no trace outside the organisation that asked; a consent opens a category."""

from django.db import migrations

from duizend.core.rls import function, protect, sql_list

MINE = "family_id = any((select rls.families())::uuid[])"
BY_ME = "recorder_id = (select rls.user_id())"
# That consent was asked for what is shielded says that there is something to shield.
SHIELDED = "(not ('safety' = any(categories)) or (select rls.sees_restricted()))"
SOURCE = "source_id = (select rls.organization_id())"

# Kinds bound by medical secrecy; `test_sql_lists_match_the_rules` keeps it equal to
# access.rules.CARE_PROVIDERS.
CARE_PROVIDERS = (
    "midwifery_practice",
    "hospital_obstetrics",
    "maternity_care",
    "youth_health_care",
    "general_practice",
    "mental_health",
)

# Own findings; name and contact; and what the one who recorded it may tell my
# organisation, today, and keep available (care providers need that permission too).
SEES = f"""
declare
    here bigint;
begin
    if category = 'safety' and not rls.sees_restricted() then
        return false;
    end if;
    if category = 'contact' then
        return true;
    end if;
    -- As rls.organization_id(); written out, because this is asked for every row of a list.
    select organization_id into here from access_user
    where id = nullif(current_setting('app.user_id', true), '')::bigint and is_active;
    if recorder_organization = here then
        return true;
    end if;
    return exists (
        select 1
        from consents_consent c
        join access_organization o on o.id = c.source_id
        where c.family_id = family
          and c.source_id = recorder_organization
          and c.recipient_id = here
          and c.status = 'active'
          and category = any(c.categories)
          and (statement_timestamp() at time zone 'Europe/Amsterdam')::date
              between c.period_start and c.period_end
          and (
              not o.kind = any({sql_list(CARE_PROVIDERS)})
              or exists (
                  select 1 from consents_exchangepermission e
                  where e.family_id = family and e.source_id = c.source_id
                    and e.status = 'active'
              )
          )
    );
end
"""
BEFORE = """
    create or replace function rls.sees(family uuid, category text, recorder_organization bigint)
    returns boolean language sql stable parallel safe security definer
    set search_path = pg_catalog, public as $body$
    select case
        when category = 'safety' and not rls.sees_restricted() then false
        when recorder_organization = rls.organization_id() then true
        else category = 'contact'
    end $body$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consents", "0001_initial"),
        ("families", "0002_row_level_security"),
    ]
    operations = [
        function(
            "sees(family uuid, category text, recorder_organization bigint)",
            "boolean",
            SEES,
            language="plpgsql",
            reverse=BEFORE,
        ),
        protect(
            "consents_consent",
            see=f"{MINE} and {SHIELDED} and ({SOURCE} or (status = 'active' "
            "and recipient_id = (select rls.organization_id())))",
            add=f"{MINE} and {SHIELDED} and {SOURCE} and {BY_ME}",
            change=f"{MINE} and {SHIELDED} and {SOURCE}",
            stays=["recipient_id", "purpose", "categories"],
        ),
        protect(
            "consents_exchangepermission",
            see=f"{MINE} and {SOURCE}",
            add=f"{MINE} and {SOURCE} and {BY_ME}",
        ),
        protect(
            "consents_processingground",
            see=f"{MINE} and organization_id = (select rls.organization_id())",
            add=f"{MINE} and organization_id = (select rls.organization_id()) and {BY_ME}",
            stays=["organization_id"],
        ),
    ]
