"""Whoever directs the process of a region reads its experiences, as a programme manager does."""

from importlib import import_module

from django.db import migrations

from duizend.core.rls import function, sql_list

# As in access.rules.SEES_REGION; a test keeps them equal.
SEES_REGION = ("programme_manager", "process_director")
_before = import_module("duizend.experiences.migrations.0002_row_level_security")
SHOWN_FROM = _before.SHOWN_FROM
READS = _before.READS.replace(sql_list(_before.SEES_REGION), sql_list(SEES_REGION))


class Migration(migrations.Migration):
    dependencies = [("experiences", "0002_row_level_security")]
    operations = [
        function(
            "reads_experiences(asked bigint)", "boolean", READS, reverse=migrations.RunSQL.noop
        )
    ]
