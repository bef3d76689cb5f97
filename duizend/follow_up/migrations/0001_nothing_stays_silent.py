"""The ladder, who heard, what the director noted, what was chosen next, and calls."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0006_the_process_director"),
        ("families", "0004_relations_only_end"),
        ("referrals", "0003_waiting_by_family"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rung",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "the organisation that was asked"),
                            (2, "the referrer"),
                            (3, "who coordinates"),
                            (4, "the process director"),
                        ]
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        choices=[
                            ("answer", "answer"),
                            ("contact", "first contact"),
                            ("start", "start"),
                            ("feedback", "answer to the referrer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "rung"],
            },
        ),
        migrations.CreateModel(
            name="DirectorNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("called", "called"), ("agreed", "agreed")], max_length=10
                    ),
                ),
                ("words", models.CharField(max_length=500, verbose_name="what was said")),
                ("by_when", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("recorded", models.DateTimeField()),
                (
                    "recorder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="follow_up.escalation",
                    ),
                ),
            ],
            options={
                "ordering": ["recorded", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Ladder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("recorded", models.DateTimeField()),
                (
                    "recorder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NextStep",
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
                ("recorded", models.DateTimeField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("declined", "they cannot help"),
                            ("unreached", "contact did not come about"),
                            ("left", "nobody there works with duizend any more"),
                            ("stopped", "the offer has stopped"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("other_offer", "another offer"),
                            ("later", "again later"),
                            ("coordinator", "who coordinates talks with the family"),
                            ("no_help", "no help wanted now"),
                            ("goes_on", "it goes on after all"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="when")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.family",
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Call",
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
                ("recorded", models.DateTimeField()),
                (
                    "heard",
                    models.CharField(
                        choices=[
                            ("contact", "there has been contact"),
                            ("not_yet", "there has been no contact yet"),
                            ("unreached", "nobody answered"),
                        ],
                        max_length=10,
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded", "-pk"],
                "indexes": [
                    models.Index(fields=["referral", "-recorded"], name="calls_about_a_referral")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="escalation",
            index=models.Index(fields=["family", "rung"], name="escalations_of_a_family"),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                fields=("referral", "term", "due_on", "rung"), name="each_rung_hears_once_of_a_term"
            ),
        ),
        migrations.AddConstraint(
            model_name="directornote",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="a_note_of_the_director_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="directornote",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_when", None), ("kind", "agreed"), _connector="OR"),
                name="only_what_was_agreed_has_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="nextstep",
            index=models.Index(fields=["referral", "-recorded"], name="what_was_chosen_next"),
        ),
        migrations.AddConstraint(
            model_name="nextstep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("referral",),
                name="one_open_choice_per_referral",
            ),
        ),
        migrations.AddConstraint(
            model_name="nextstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("choice", "later"), ("on__isnull", False)),
                    models.Q(models.Q(("choice", "later"), _negated=True), ("on", None)),
                    _connector="OR",
                ),
                name="later_says_when",
            ),
        ),
    ]
