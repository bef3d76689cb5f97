"""Three people: who keeps a case, the supervisor they name, the officer of the organisation."""

from django.db import migrations

from duizend.core.rls import function, protect, sql_list

# `test_sql_lists_match_the_rules` keeps it equal to access.rules.MAY_SAFEGUARD.
MAY_SAFEGUARD = sql_list(
    (
        "midwife",
        "obstetrician",
        "maternity_assistant",
        "youth_nurse",
        "youth_doctor",
        "general_practitioner",
        "psychologist",
        "social_worker",
        "debt_counsellor",
        "housing_officer",
    )
)
MAY = f"""
select coalesce(
    (select role = any({MAY_SAFEGUARD}) from access_user where id = rls.user_id() and is_active),
    false
)
"""
# Whether this person may keep or supervise a case of my organisation. Answers false about
# whoever works elsewhere, so it tells nothing that a list of colleagues does not.
MAY_HERE = f"""
select exists (
    select 1 from access_user
    where id = person and is_active and organization_id = rls.organization_id()
      and role = any({MAY_SAFEGUARD})
)
"""
IS_OFFICER = """
select rls.may_safeguard() and coalesce(
    (select is_safeguarding_officer from access_user where id = rls.user_id()), false
)
"""
# Not the care relation, not consent, not the emergency door: only these three.
READS = """
organization_id = (select rls.organization_id()) and (select rls.may_safeguard())
and (
    keeper_id = (select rls.user_id())
    or supervisor_id = (select rls.user_id())
    or (select rls.is_safeguarding_officer())
)
"""
# Somebody else's case and no case at all are answered the same.
READS_CASE = f"""
begin
return exists (select 1 from safeguarding_case where id = asked and {READS});
end
"""
KEEPS_CASE = f"""
begin
return exists (
    select 1 from safeguarding_case
    where id = asked and keeper_id = rls.user_id() and {READS}
);
end
"""
SUPERVISES = "supervisor_id <> keeper_id and rls.may_safeguard_here(supervisor_id)"

# The officer takes a case over only from somebody who no longer may keep it here; the
# keeper names the supervisor.
HANDS = """
create function rls.refuse_other_hands() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if rls.user_id() is not null and (
        (
            new.keeper_id <> old.keeper_id
            and not (
                new.keeper_id = rls.user_id() and rls.is_safeguarding_officer()
                and not rls.may_safeguard_here(old.keeper_id)
            )
        )
        or (
            new.supervisor_id is distinct from old.supervisor_id
            and not (
                new.keeper_id = rls.user_id()
                and (
                    new.supervisor_id is null
                    or (
                        new.supervisor_id <> new.keeper_id
                        and rls.may_safeguard_here(new.supervisor_id)
                    )
                )
            )
        )
    ) then
        raise exception 'a row of % stays in the hands it is in', tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $body$;
create trigger hands before update on safeguarding_case
for each row execute function rls.refuse_other_hands();
"""
HANDS_REVERSE = """
drop trigger hands on safeguarding_case;
drop function rls.refuse_other_hands();
"""

# What was written stays, for everybody who signed in. The installation seals it anew when
# the key changes, and then nobody is asking.
WORDS = """
create function rls.refuse_other_words() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if rls.user_id() is not null then
        raise exception 'a row of % stays as it was recorded', tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $body$;
create trigger words before update on safeguarding_case for each row
when (old.sealed <> new.sealed) execute function rls.refuse_other_words();
create trigger words before update on safeguarding_release for each row
when (old.sealed <> new.sealed) execute function rls.refuse_other_words();
"""
WORDS_REVERSE = """
drop trigger words on safeguarding_release;
drop trigger words on safeguarding_case;
drop function rls.refuse_other_words();
"""

# What was let out: for the team of that family here, when their role sees what is shielded.
OUT = """
withdrawn_at is null
and recorder_organization_id = (select rls.organization_id())
and family_id = any((select rls.families())::uuid[])
and (select rls.sees_restricted())
"""
RELEASE_IS_SEEN = "exists (select 1 from safeguarding_release r where r.id = release_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("safeguarding", "0001_initial"),
        ("families", "0002_row_level_security"),
        ("access", "0005_the_officer_is_set_by_the_installation"),
    ]
    operations = [
        function("may_safeguard()", "boolean", MAY),
        function("may_safeguard_here(person bigint)", "boolean", MAY_HERE),
        function("is_safeguarding_officer()", "boolean", IS_OFFICER),
        # They are asked for each line of a case, and keep their plan between them.
        function("reads_case(asked uuid)", "boolean", READS_CASE, language="plpgsql"),
        function("keeps_case(asked uuid)", "boolean", KEEPS_CASE, language="plpgsql"),
        protect(
            "safeguarding_case",
            see=READS,
            add="keeper_id = (select rls.user_id()) and reporter_id = keeper_id "
            "and organization_id = (select rls.organization_id()) "
            f"and (select rls.may_safeguard()) and (supervisor_id is null or ({SUPERVISES}))",
            stays=["id", "organization_id", "reporter_id", "opened"],
        ),
        migrations.RunSQL(HANDS, HANDS_REVERSE),
        protect(
            "safeguarding_entry",
            see="rls.reads_case(case_id)",
            add="recorder_id = (select rls.user_id()) and rls.reads_case(case_id)",
            change="false",
        ),
        protect(
            "safeguarding_vaultevent",
            see="rls.reads_case(case_id)",
            add="agent_id = (select rls.user_id()) and rls.reads_case(case_id)",
            change="false",
        ),
        protect(
            "safeguarding_release",
            see=f"rls.reads_case(case_id) or ({OUT})",
            add="recorder_id = (select rls.user_id()) "
            "and recorder_organization_id = (select rls.organization_id()) "
            "and withdrawn_at is null and rls.keeps_case(case_id) "
            "and rls.organization_knows(family_id)",
            # Only to take it back, once.
            change="rls.keeps_case(case_id)",
            stays=["id", "case_id", "recorded"],
            may_change=["family_id"],
        ),
        migrations.RunSQL(
            "create policy back on safeguarding_release as restrictive for update "
            "using (withdrawn_at is null) "
            "with check (withdrawn_at is not null and family_id is null)",
            "drop policy back on safeguarding_release",
        ),
        protect(
            "safeguarding_releasereading",
            see=RELEASE_IS_SEEN,
            add=f"agent_id = (select rls.user_id()) and {RELEASE_IS_SEEN}",
            change="false",
            stays=["release_id"],
        ),
        migrations.RunSQL(WORDS, WORDS_REVERSE),
    ]
