"""Roles and organisations decide what the policies show: nobody who signed in changes them."""

from django.db import migrations

# Who asks works with families; accounts and organisations are set by a command, when
# nobody is asking. Own things (password, phone, mail or no mail) stay one's own.
REFUSE = """
create function rls.refuse_who_asks() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    if rls.user_id() is not null then
        raise exception 'a row of % is set by the installation', tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $body$;
create trigger set_by_the_installation before insert or delete on access_user
for each row execute function rls.refuse_who_asks();
create trigger stays_as_set before update on access_user for each row
when (
    (old.role, old.organization_id, old.supervisor_id, old.is_active)
    is distinct from (new.role, new.organization_id, new.supervisor_id, new.is_active)
)
execute function rls.refuse_who_asks();
create trigger set_by_the_installation before insert or update or delete on access_organization
for each row execute function rls.refuse_who_asks();
"""
REVERSE = """
drop trigger set_by_the_installation on access_organization;
drop trigger stays_as_set on access_user;
drop trigger set_by_the_installation on access_user;
drop function rls.refuse_who_asks();
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_log_and_who_is_asking")]
    operations = [migrations.RunSQL(REFUSE, REVERSE)]
