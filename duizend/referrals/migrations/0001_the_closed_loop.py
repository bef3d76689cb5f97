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
        ("pathways", "0001_route_cards_and_proposals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        size=None,
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "not sent yet"),
                            ("requested", "sent"),
                            ("accepted", "taken"),
                            ("rejected", "declined"),
                            ("in-progress", "started"),
                            ("completed", "finished"),
                            ("cancelled", "withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                (
                    "consents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("terms", models.JSONField(default=dict)),
                ("recorded", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("contact_made", models.BooleanField(default=False)),
                ("contact_on", models.DateField(blank=True, null=True)),
                ("failed_attempts", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "due_term",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answer", "answer"),
                            ("contact", "first contact"),
                            ("start", "start"),
                            ("feedback", "answer to the referrer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
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
                    "performer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organization",
                        verbose_name="for whom",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pathways.proposal",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sender_organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organization",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Disclosure",
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
                ("content", models.JSONField()),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="referrals.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReferralEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("send", "sent"),
                            ("take", "taken"),
                            ("decline", "declined"),
                            ("contact_made", "contact made"),
                            ("contact_failed", "no contact yet"),
                            ("start", "help started"),
                            ("complete", "help finished"),
                            ("answer", "answer to the referrer"),
                            ("withdraw", "withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
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
                ("note", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by_organization",
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
                        related_name="events",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "day"), name="at_most_one_notice_a_day")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["cancelled", "completed", "rejected"]), _negated=True
                ),
                fields=["performer", "due_on"],
                name="referrals_in_hand",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["family", "-recorded"], name="referrals_of_a_family"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("due_on__isnull", False)),
                fields=["due_on"],
                name="referrals_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("performer", models.F("sender_organization")), _negated=True),
                name="nobody_refers_to_their_own_organization",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at", None), ("status", "draft")),
                    ("status", "cancelled"),
                    models.Q(
                        models.Q(("status", "draft"), _negated=True), ("sent_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_referral_has_a_sending_day_once_it_is_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at", None), ("taken_by", None)),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="who_took_a_referral_is_known_with_the_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ["accepted", "completed", "in-progress"]), _negated=True
                    ),
                    ("taken_at__isnull", False),
                    _connector="OR",
                ),
                name="a_taken_referral_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False),
                        ("status__in", ["cancelled", "completed", "rejected"]),
                    ),
                    models.Q(
                        models.Q(
                            ("status__in", ["cancelled", "completed", "rejected"]), _negated=True
                        ),
                        ("ended_at", None),
                    ),
                    _connector="OR",
                ),
                name="an_ended_referral_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on", None), ("due_term", "")),
                    models.Q(models.Q(("due_term", ""), _negated=True), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_waited_for_has_a_last_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.UniqueConstraint(
                fields=("referral", "category"), name="one_disclosure_per_category"
            ),
        ),
        migrations.AddIndex(
            model_name="referralevent",
            index=models.Index(fields=["referral", "at"], name="history_of_a_referral"),
        ),
    ]
