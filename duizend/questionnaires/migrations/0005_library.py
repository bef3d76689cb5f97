"""Lists that an administrator publishes, and what an outcome of a licensed one is about.

A draft is seen, changed and thrown away by administrators only.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from duizend.core.rls import function

MANAGES_CONTENT = """
select exists (
    select 1 from access_user
    where id = rls.user_id() and is_active and role = 'administrator'
)
"""
MANAGES = "(select rls.manages_content())"
DRAFTS = f"""
alter table questionnaires_questionnairedraft enable row level security;
create policy see on questionnaires_questionnairedraft for select using ({MANAGES});
create policy add on questionnaires_questionnairedraft for insert
    with check ({MANAGES} and recorder_id = (select rls.user_id()));
create policy change on questionnaires_questionnairedraft for update
    using ({MANAGES}) with check ({MANAGES});
create policy remove on questionnaires_questionnairedraft for delete using ({MANAGES});
"""
OPEN_AGAIN = """
drop policy see on questionnaires_questionnairedraft;
drop policy add on questionnaires_questionnairedraft;
drop policy change on questionnaires_questionnairedraft;
drop policy remove on questionnaires_questionnairedraft;
alter table questionnaires_questionnairedraft disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0004_asking_seen_and_counted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="instrumentslot",
            name="asks_today",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="instrumentslot",
            name="category",
            field=models.CharField(
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
                default="health",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="instrumentslot",
            name="has_total",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="instrumentslot",
            name="highest",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="is_imported",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="questionnaireversion",
            name="publisher",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="questionnaireversion",
            name="source",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="questionnaireversion",
            name="usage",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.CreateModel(
            name="QuestionnaireDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("usage", models.JSONField(blank=True, default=dict)),
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
                "ordering": ["-recorded"],
            },
        ),
        function("manages_content()", "boolean", MANAGES_CONTENT),
        migrations.RunSQL(DRAFTS, OPEN_AGAIN),
    ]
