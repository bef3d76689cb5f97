"""Sorting a question, asking another desk or a colleague; and who wrote down what stays known."""

from __future__ import annotations

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Until now everything was written at the desk where the item still is.
WRITTEN_HERE = """
update intake_event e set desk_id = i.desk_id from intake_item i where i.id = e.item_id
"""
WHAT = [
    ("arrived", "written by a parent, without an account"),
    ("sorted", "question sorted"),
    ("asked", "colleague asked to take it over"),
    ("moved", "taken over by the desk of another municipality"),
    ("told", "the parent was told, outside duizend"),
    ("taken", "taken up"),
    ("linked", "family found or registered"),
    ("note", "note of the desk"),
    ("answered", "word to the sender"),
    ("closed", "closed"),
]
WORDS = [
    ("medical", "medical question"),
    ("social", "question that is not medical"),
    ("raised", "question with raised risk: first a long talk"),
]


def somebody(to: str, *, empty: bool = False) -> models.Field[Any, Any]:
    """A row of another table that stays as long as this one is there."""
    return models.ForeignKey(
        blank=empty,
        null=empty,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=to,
    )


def of_item(name: str, *, empty: bool = False) -> models.Field[Any, Any]:
    return models.ForeignKey(
        blank=empty,
        null=empty,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to="intake.item",
    )


def key() -> models.Field[Any, Any]:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_the_process_director"),
        ("intake", "0002_row_level_security"),
        ("referrals", "0003_waiting_by_family"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="event",
            name="desk",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="intake.desk",
            ),
        ),
        migrations.RunSQL(WRITTEN_HERE, migrations.RunSQL.noop),
        # What waits of the keys just filled in, before the column is changed again.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="event",
            name="desk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="intake.desk"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="asked",
            field=somebody(settings.AUTH_USER_MODEL, empty=True),
        ),
        migrations.AlterField(
            model_name="event",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="what",
            field=models.CharField(choices=WHAT, max_length=10),
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", key()),
                ("at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("accepted", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("answered_by", somebody(settings.AUTH_USER_MODEL, empty=True)),
                ("by", somebody(settings.AUTH_USER_MODEL)),
                ("from_desk", somebody("intake.desk")),
                ("item", of_item("moves")),
                ("municipality", somebody("access.municipality")),
                ("to_desk", somebody("intake.desk")),
            ],
            options={
                "ordering": ["-at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("item",),
                        name="one_open_move_of_an_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_desk", models.F("to_desk")), _negated=True),
                        name="a_desk_asks_another_desk",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sorting",
            fields=[
                ("id", key()),
                ("word", models.CharField(choices=WORDS, max_length=10)),
                ("reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("by", somebody(settings.AUTH_USER_MODEL)),
                ("item", of_item("sortings", empty=True)),
                ("referral", somebody("referrals.referral", empty=True)),
            ],
            options={
                "ordering": ["-at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("item", None), ("referral__isnull", False)),
                                models.Q(("item__isnull", False), ("referral", None)),
                                _connector="OR",
                            ),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="one_question_is_sorted_with_a_reason",
                    )
                ],
            },
        ),
    ]
