"""Whoever directs the process of a region sees its figures, as a programme manager does."""

from importlib import import_module

from django.db import migrations

from duizend.core.rls import function

_before = import_module("duizend.questionnaires.migrations.0004_asking_seen_and_counted")


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0006_only_administrators_publish")]
    operations = [
        function(
            "sees_region()",
            "boolean",
            _before.SEES_REGION_SQL,
            reverse=migrations.RunSQL.noop,
        )
    ]
