"""Legal bases as the content files have them, and what is said before a decision."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consents", "0002_row_level_security")]
    operations = [
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                ("code", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("purpose", models.CharField(max_length=60)),
                ("spoken", models.TextField(blank=True)),
                ("ticks", models.JSONField(default=dict)),
                ("refusal", models.TextField(blank=True)),
                ("withdrawal", models.TextField(blank=True)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("per_category", models.JSONField(default=dict)),
                ("sources", models.JSONField(default=list)),
                ("checked_on", models.DateField()),
                ("retired", models.BooleanField(default=False)),
            ],
        ),
        migrations.AlterField(
            "consent",
            "categories",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), blank=True, size=None
            ),
        ),
        migrations.RemoveField("legalbasis", "source"),
        migrations.AddField(
            "legalbasis",
            "article",
            models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField("legalbasis", "in_force", models.BooleanField(default=False)),
        migrations.AddField(
            "legalbasis",
            "kind",
            models.CharField(
                choices=[
                    ("lifting_secrecy", "telling others"),
                    ("statutory_task", "a task by law"),
                    ("exchange_permission", "keeping available to others"),
                    ("duty_or_right_to_report", "a duty or right to report"),
                    ("none_needed", "no basis needed"),
                ],
                default="",
                max_length=30,
            ),
            preserve_default=False,
        ),
        migrations.AddField("legalbasis", "needs_consent", models.BooleanField(default=False)),
        migrations.AddField(
            "legalbasis",
            "purpose",
            models.CharField(default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField("legalbasis", "retired", models.BooleanField(default=False)),
        migrations.AddField("legalbasis", "sources", models.JSONField(default=list)),
    ]
