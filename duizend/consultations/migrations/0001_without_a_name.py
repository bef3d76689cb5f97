import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0005_the_officer_is_set_by_the_installation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "to_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("midwife", "midwife"),
                            ("obstetrician", "obstetrician"),
                            ("maternity_assistant", "maternity assistant"),
                            ("youth_nurse", "youth nurse"),
                            ("youth_doctor", "youth doctor"),
                            ("general_practitioner", "general practitioner"),
                            ("psychologist", "psychologist"),
                            ("social_worker", "social worker"),
                            ("debt_counsellor", "debt counsellor"),
                            ("housing_officer", "housing officer"),
                            ("student", "student"),
                            ("programme_manager", "programme manager"),
                            ("administrator", "administrator of lists and texts"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "to_expertise",
                    models.CharField(
                        blank=True, choices=[("safeguarding", "meldcode officers")], max_length=20
                    ),
                ),
                ("subject", models.CharField(max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organization",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("words", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(fields=["asker", "-asked_at"], name="consultations_of_an_asker"),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("to_expertise", ""), ("to_organization__isnull", False), ("to_role", "")
                    ),
                    models.Q(
                        ("to_expertise", ""),
                        ("to_organization", None),
                        models.Q(("to_role", ""), _negated=True),
                    ),
                    models.Q(
                        ("to_organization", None),
                        ("to_role", ""),
                        models.Q(("to_expertise", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="one_party_is_consulted",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["consultation", "at"], name="posts_of_a_consultation"),
        ),
    ]
