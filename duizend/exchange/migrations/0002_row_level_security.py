"""Files to look at are for who sets what the coalition agrees on; nobody else sees them."""

from django.db import migrations

from duizend.access.rules import ROLES
from duizend.core.rls import function, sql_list

SETTERS = sql_list([role.value for role, facts in ROLES.items() if facts.sets_agreements])
MAY_EXCHANGE = f"""
select exists (
    select 1 from access_user
    where id = rls.user_id() and is_active and role = any({SETTERS})
)
"""
MAY = "(select rls.may_exchange())"
CLOSE = f"""
alter table exchange_import enable row level security;
create policy see on exchange_import for select using ({MAY});
create policy add on exchange_import for insert
    with check ({MAY} and recorder_id = (select rls.user_id()));
create policy change on exchange_import for update using ({MAY}) with check ({MAY});
create policy remove on exchange_import for delete using ({MAY} and applied is null);
create trigger stays before update on exchange_import for each row when (
    old.applied is not null
    or (old.name, old.digest, old.kind_of_new, old.retire_missing, old.recorder_id,
        old.recorder_organization_id, old.recorded)
    is distinct from
       (new.name, new.digest, new.kind_of_new, new.retire_missing, new.recorder_id,
        new.recorder_organization_id, new.recorded)
) execute function rls.refuse_change();
"""
OPEN = """
drop trigger stays on exchange_import;
drop policy see on exchange_import;
drop policy add on exchange_import;
drop policy change on exchange_import;
drop policy remove on exchange_import;
alter table exchange_import disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_files_to_look_at"),
        ("access", "0002_log_and_who_is_asking"),
        ("core", "0001_row_level_security"),
    ]
    operations = [
        function("may_exchange()", "boolean", MAY_EXCHANGE),
        migrations.RunSQL(CLOSE, OPEN),
    ]
