import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_log_and_who_is_asking"),
        ("directory", "0001_the_menu_of_help"),
        ("families", "0003_bsn_per_organization"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RouteCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("set_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("current", "in use"), ("retired", "no longer in use")],
                        default="current",
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="one_row_for_each_version_of_a_card"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("step_code", models.CharField(max_length=60)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("accepted", "accepted"),
                            ("adapted", "accepted, adapted"),
                            ("declined", "not now"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "matched",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("why", models.TextField(blank=True)),
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
                    "rests_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="to be done by")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField()),
                ("carried_out_at", models.DateTimeField(blank=True, null=True)),
                ("recorded", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="families.family",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.offer",
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
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="pathways.routecard",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("family", "card", "step_code", "recorder_organization"),
                        name="one_proposal_per_step_and_organization",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_declined_proposal_says_why",
                    ),
                ],
            },
        ),
    ]
