"""The code of a group is plain text, whatever column it came from."""

from importlib import import_module

from django.db import migrations

from duizend.core.rls import function

_before = import_module("duizend.follow_up.migrations.0002_row_level_security")


class Migration(migrations.Migration):
    dependencies = [("follow_up", "0002_row_level_security")]
    operations = [
        function(
            _before.FIGURES_SIGNATURE,
            _before.FIGURES_TABLE,
            _before.FIGURES,
            language="plpgsql",
            reverse="select 1",
        ),
    ]
