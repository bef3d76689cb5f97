"""A care relation can end, and never goes on after its end; emergency access stays short."""

import datetime

from django.db import migrations, models

# A relation that ended is not opened again: a new one is a new row, with its own ground.
ENDS = """
create trigger only_ends before update on families_carerelation for each row
when (
    old.period_end is not null
    and (new.period_end is null or new.period_end > old.period_end)
)
execute function rls.refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0003_bsn_per_organization")]
    operations = [
        migrations.RunSQL(ENDS, "drop trigger only_ends on families_carerelation"),
        migrations.AddConstraint(
            model_name="carerelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "emergency"),
                    ("period_end__gt", models.F("period_start") + datetime.timedelta(hours=4)),
                    _negated=True,
                ),
                name="emergency_access_is_short",
            ),
        ),
    ]
