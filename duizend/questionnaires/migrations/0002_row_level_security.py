"""Answers are seen by who wrote them down and by those they may be told to, each category apart."""

from django.db import migrations

from duizend.core.rls import function, protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
BY_ME = "recorder_id = (select rls.user_id())"
HERE = "recorder_organization_id = (select rls.organization_id())"
SEES = seen()

# Whether somebody answered this version, whoever asks: then it may not change any more.
ANSWERED = """
select exists (select 1 from questionnaires_questionnaireresponse where version_id = asked)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0001_initial"),
        ("families", "0002_row_level_security"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        function("version_is_answered(asked bigint)", "boolean", ANSWERED),
        # Others may read what was consented to; only the own organisation writes.
        protect(
            "questionnaires_questionnaireresponse",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {BY_ME} and {HERE} and {SEES}",
            change=f"{MINE} and {HERE} and {SEES}",
        ),
        protect(
            "questionnaires_answer",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {BY_ME} and {HERE} and {SEES}",
            change=f"{MINE} and {HERE} and {SEES}",
            # Of who changed it last; the log says who wrote what was there before.
            may_change=["recorder_id"],
        ),
    ]
