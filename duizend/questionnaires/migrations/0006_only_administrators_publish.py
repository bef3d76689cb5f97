"""Lists are written by an administrator or by the installation; what was answered stays.

Everybody reads them, so there is no policy; a trigger keeps the writing shut. Outside a request
nobody is asking: that is the installation, loading its content.
"""

from django.db import migrations

TABLES = (
    "questionnaires_questionnaire",
    "questionnaires_questionnaireversion",
    "questionnaires_instrumentslot",
)
CHECK = """
create function rls.check_may_publish() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if rls.user_id() is not null and not rls.manages_content() then
        raise exception 'only an administrator writes %', tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $body$;
create function rls.check_not_answered() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if rls.version_is_answered(old.id) then
        raise exception 'version % has been answered', old.version
            using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $body$;
"""
LOCK = "".join(
    f"create trigger may_publish before insert or update or delete on {table} "
    "for each row execute function rls.check_may_publish();\n"
    for table in TABLES
)
STAYS = """
create trigger not_answered before update on questionnaires_questionnaireversion
for each row when (
    old.resource is distinct from new.resource or old.version is distinct from new.version
    or old.usage is distinct from new.usage
    or old.questionnaire_id is distinct from new.questionnaire_id
) execute function rls.check_not_answered();
create trigger not_answered_gone before delete on questionnaires_questionnaireversion
for each row execute function rls.check_not_answered();
"""
OPEN_AGAIN = (
    "".join(f"drop trigger may_publish on {table};\n" for table in TABLES)
    + """
drop trigger not_answered on questionnaires_questionnaireversion;
drop trigger not_answered_gone on questionnaires_questionnaireversion;
drop function rls.check_not_answered();
drop function rls.check_may_publish();
"""
)


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0005_library")]
    operations = [migrations.RunSQL(CHECK + LOCK + STAYS, OPEN_AGAIN)]
