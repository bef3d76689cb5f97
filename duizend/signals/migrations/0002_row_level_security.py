"""A signal is seen by who recorded it and by those it may be told to, each category apart."""

from django.db import migrations

from duizend.core.rls import protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
BY_ME = "recorder_id = (select rls.user_id())"
FROM_HERE = f"{BY_ME} and recorder_organization_id = (select rls.organization_id())"
SEES = seen()


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0001_initial"),
        ("families", "0002_row_level_security"),
        ("consents", "0002_row_level_security"),
    ]
    operations = [
        # Whoever may see a signal may say that it is no longer so: the debts that the
        # midwife noted are paid by the time the nurse comes.
        protect(
            "signals_signal",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {FROM_HERE} and {SEES}",
        ),
        protect(
            "signals_discussed",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {FROM_HERE} and {SEES}",
        ),
        protect(
            "signals_appraisal",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {FROM_HERE}",
            change="false",
        ),
        # People weigh all that they may see, also what another organisation found; it
        # stays that organisation's, and goes out of sight when its consent ends.
        protect(
            "signals_appraisalconcept",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {BY_ME} and {SEES}",
            change="false",
        ),
    ]
