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


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL("create schema if not exists rls", "drop schema rls"),
        function(
            "user_id()",
            "bigint",
            "select nullif(current_setting('app.user_id', true), '')::bigint",
        ),
        migrations.RunSQL(CACHE, "drop table core_cache"),
    ]
