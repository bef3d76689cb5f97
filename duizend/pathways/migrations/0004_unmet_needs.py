"""That nothing fitted a family is seen as what was found out about that life domain."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from duizend.core.rls import protect
from duizend.families.policies import seen

MINE = "family_id = any((select rls.families())::uuid[])"
HERE = "recorder_organization_id = (select rls.organization_id())"
FROM_HERE = f"recorder_id = (select rls.user_id()) and {HERE}"
SEES = seen()


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_the_process_director"),
        ("families", "0004_relations_only_end"),
        ("pathways", "0003_the_coalition_sets_cards"),
        ("signals", "0003_topics"),
        ("consents", "0002_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnmetNeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("contact", "Name and contact"),
                            ("pregnancy", "Pregnancy"),
                            ("health", "Health"),
                            ("money", "Money and work"),
                            ("housing", "Housing"),
                            ("network", "Network and relationship"),
                            ("mental", "Mood and stress"),
                            ("lifestyle", "Lifestyle"),
                            ("skills", "Understanding and arranging"),
                            ("parenting", "Parenthood"),
                            ("child", "Child"),
                            ("plan", "The plan"),
                            ("safety", "Safety (shielded)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "looked_for",
                    models.CharField(max_length=300, verbose_name="what was looked for"),
                ),
                ("found_at", models.DateTimeField(blank=True, null=True)),
                ("recorded", models.DateTimeField()),
                (
                    "concept",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.concept",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.municipality",
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
                "indexes": [
                    models.Index(fields=["family"], name="unmet_needs_of_a_family"),
                    models.Index(
                        fields=["municipality", "recorded"], name="unmet_needs_of_a_place"
                    ),
                ],
            },
        ),
        protect(
            "pathways_unmetneed",
            see=f"{MINE} and {SEES}",
            add=f"{MINE} and {FROM_HERE} and {SEES}",
            change=f"{MINE} and {HERE} and {SEES}",
            # A count that was told stays as it was; only that something was found is added.
            stays=["concept_id", "looked_for", "municipality_id", "recorded"],
        ),
    ]
