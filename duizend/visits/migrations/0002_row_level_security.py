"""Contacts follow the plan's category; reports the category that their writer chose."""

from django.db import migrations

from duizend.core.rls import protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
OURS = "recorder_organization_id = (select rls.organization_id())"
FROM_HERE = f"recorder_id = (select rls.user_id()) and {OURS}"
PLAN = seen("'plan'")
CATEGORY = seen()


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0001_initial"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        protect(
            "visits_visit",
            see=f"{MINE} and {PLAN}",
            add=f"{MINE} and {FROM_HERE}",
            change=f"{MINE} and {OURS}",
        ),
        protect(
            "visits_report",
            see=f"{MINE} and {CATEGORY}",
            # Nobody writes what they may not read; and what was written stays.
            add=f"{MINE} and {FROM_HERE} and {CATEGORY}",
            change="false",
        ),
        protect(
            "visits_move",
            see=f"{MINE} and {PLAN}",
            add=f"{MINE} and {FROM_HERE}",
            change="false",
        ),
    ]
