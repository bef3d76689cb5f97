"""Counts are read ten people at a time; they are added by one function and by nothing else."""

from django.db import migrations

from duizend.core.rls import function, protect, sql_list

# As in experiences.rules.SHOWN_FROM and access.rules.SEES_REGION; a test keeps them equal.
SHOWN_FROM = 10
SEES_REGION = ("programme_manager",)

# Whose experiences I may read: of my own organisation, and as a programme manager of every
# organisation that works in a municipality of mine.
READS = f"""
select asked = rls.organization_id() or exists (
    select 1 from access_user u
    join access_organization_municipalities mine on mine.organization_id = u.organization_id
    join access_organization_municipalities theirs
      on theirs.municipality_id = mine.municipality_id and theirs.organization_id = asked
    where u.id = rls.user_id() and u.is_active and u.role = any({sql_list(SEES_REGION)})
)
"""

IS_SPENT = "select exists (select 1 from experiences_spentcode where fingerprint = asked)"

# Counts the answers of one person, and writes down that the code was used: nothing joins the
# two. False when the code was used before. No moment is kept, only the month.
KEEP = f"""
create function rls.keep_experience(
    code text, here bigint, asked bigint, today date, answers jsonb
) returns boolean language plpgsql volatile security definer
set search_path = pg_catalog, public as $body$
declare
    month date := date_trunc('month', today)::date;
    filling bigint;
begin
    delete from experiences_spentcode where forget_on < today;
    insert into experiences_spentcode (fingerprint, forget_on) values (code, today + 1)
    on conflict do nothing;
    if not found then
        return false;
    end if;
    -- Whoever comes second waits here; when the batch is full by then, a new one begins.
    while filling is null loop
        insert into experiences_batch
            (organization_id, questionnaire_id, version_id, first_month, last_month, people)
        select here, v.questionnaire_id, v.id, month, month, 0
        from questionnaires_questionnaireversion v where v.id = asked
        on conflict do nothing;
        select id into filling from experiences_batch
        where organization_id = here and version_id = asked and people < {SHOWN_FROM}
        for update;
    end loop;
    insert into experiences_tally (batch_id, question, answer, people)
    select filling, key, value, 1 from jsonb_each_text(answers)
    on conflict (batch_id, question, answer)
    do update set people = experiences_tally.people + 1;
    update experiences_batch set people = people + 1, last_month = greatest(last_month, month)
    where id = filling;
    return true;
end $body$
"""
FULL = f"people = {SHOWN_FROM} and rls.reads_experiences(organization_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("experiences", "0001_initial"),
        ("access", "0002_log_and_who_is_asking"),
        ("questionnaires", "0002_row_level_security"),
    ]
    operations = [
        function("reads_experiences(asked bigint)", "boolean", READS),
        function("experience_is_spent(asked text)", "boolean", IS_SPENT),
        migrations.RunSQL(KEEP, "drop function rls.keep_experience"),
        protect("experiences_batch", see=FULL, add="false", change="false"),
        protect(
            "experiences_tally",
            # The policy of the batch holds in here too.
            see="exists (select 1 from experiences_batch b where b.id = batch_id)",
            add="false",
            change="false",
        ),
        protect("experiences_spentcode", see="false", add="false", change="false"),
    ]
