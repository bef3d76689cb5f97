"""The schema and the first functions of row-level security, and the shared cache."""

from django.db import migrations

from duizend.core.rls import function

CACHE = """
create unlogged table core_cache (
    cache_key varchar(255) not null primary key,
    value text not null,
    expires timestamptz not null
);
create index core_cache_expires on core_cache (expires);
"""

# What `core.rls.protect` calls when somebody moves a row. An error of rights, as a policy gives.
REFUSE_CHANGE = """
create function rls.refuse_change() returns trigger language plpgsql
set search_path = pg_catalog, public as $body$
begin
    raise exception 'a row of % stays as it was recorded', tg_table_name
        using errcode = 'insufficient_privilege';
end $body$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL("create schema if not exists rls", "drop schema rls"),
        function(
            "user_id()",
            "bigint",
            "select nullif(current_setting('app.user_id', true), '')::bigint",
        ),
        migrations.RunSQL(REFUSE_CHANGE, "drop function rls.refuse_change"),
        migrations.RunSQL(CACHE, "drop table core_cache"),
    ]
