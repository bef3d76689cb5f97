"""Each organisation keeps its own BSN of a person; and nobody leaves a family with no one."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from duizend.core.rls import function, protect

MINE = "family_id = any((select rls.families())::uuid[])"
HERE = "rls.may_use_bsn() and recorder_organization_id = (select rls.organization_id())"
BY_ME = "recorder_id = (select rls.user_id())"

# Whether somebody else works with this family, of any organisation: who that is stays
# hidden, only that the family is not left alone.
OTHERS_WORK_WITH = """
select exists (
    select 1 from families_carerelation r
    join access_user u
      on u.id = r.practitioner_id and u.is_active and u.organization_id = r.organization_id
    where asked = any(rls.families()) and r.family_id = asked and r.practitioner_id <> rls.user_id()
      and r.kind = 'care' and r.period_end is null
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0002_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.DeleteModel("Identifier"),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ciphertext", models.BinaryField()),
                (
                    "identity_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="identity checked on"),
                ),
                ("recorded", models.DateTimeField()),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifiers",
                        to="families.person",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorder_organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "recorder_organization"),
                        name="one_bsn_per_organization",
                    )
                ],
            },
        ),
        protect(
            "families_identifier",
            see=f"{MINE} and {HERE}",
            add=f"{MINE} and {HERE} and {BY_ME}",
            stays=["person_id"],
            # A BSN that is corrected says who did so last; the log says who did before.
            may_change=["recorder_id"],
        ),
        function("others_work_with(asked uuid)", "boolean", OTHERS_WORK_WITH),
    ]
