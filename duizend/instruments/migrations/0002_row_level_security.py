"""Outcomes and their PDFs are seen as any finding: by category, by whom it may be told to."""

from django.db import migrations

from duizend.core.rls import protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
OURS = "recorder_organization_id = (select rls.organization_id())"
FROM_HERE = f"recorder_id = (select rls.user_id()) and {OURS}"
SEES = seen()


class Migration(migrations.Migration):
    dependencies = [
        ("instruments", "0001_initial"),
        ("families", "0002_row_level_security"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        protect(
            "instruments_result",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {FROM_HERE} and {SEES}",
            change=f"{MINE} and {OURS} and {SEES}",
            # What it said stays; only that it was a mistake is written beside it.
            stays=[
                "slot_id",
                "version",
                "done_on",
                "done_by",
                "summary",
                "attention",
                "total",
                "recorded",
            ],
        ),
        protect(
            "instruments_document",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {FROM_HERE} and {SEES}",
            change="false",
        ),
    ]
