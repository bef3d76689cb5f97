"""Lists of questions as data: what they are, and each version as it was published."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.access.models import CATEGORY_LABELS, User


class Questionnaire(models.Model):
    """A list of questions, whatever its version. `slug` is its word in an address."""

    code = models.SlugField(max_length=60, primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    url = models.CharField(max_length=300, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=1000)
    is_own = models.BooleanField()
    is_shielded = models.BooleanField()
    order = models.PositiveSmallIntegerField()
    retired_on = models.DateField(null=True, blank=True)
    # Published by an administrator: loading our own content leaves it alone.
    is_imported = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(models.Model):
    """One version, kept as the FHIR R4 resource that came in. Never changed once answered.

    `source` is the file to the letter; empty for our own lists, whose files stand in content.
    `usage` is how this installation uses a list that says nothing of it (rules/usage.py).
    """

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="versions"
    )
    version = models.CharField(max_length=60)
    resource = models.JSONField()
    checksum = models.CharField(max_length=64)
    published = models.DateTimeField()
    publisher = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    source = models.TextField(blank=True)
    usage = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_questionnaire_has_each_version_once", fields=["questionnaire", "version"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.version}"


class QuestionnaireDraft(models.Model):
    """A list that an administrator is looking at; nobody else sees it until it is published.

    `text` is the file to the letter, `usage` how it will be used here (rules/usage.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    text = models.TextField()
    usage = models.JSONField(default=dict, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ["-recorded"]

    def __str__(self) -> str:
        return self.title


class InstrumentSlot(models.Model):
    """A licensed instrument, by name only: whose it is and what may be recorded of it.

    Its questions are the owner's and are never kept here. `category` is what an outcome is
    about; `has_total` and `highest`: its owner gives a total, up to; `asks_today`: what one
    ticks when a part of it asks for a talk the same day.
    """

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=40)
    purpose = models.CharField(max_length=500)
    owner = models.CharField(max_length=300)
    licence_status = models.CharField(max_length=40)
    licence_note = models.CharField(max_length=1000, blank=True)
    licence_verified = models.BooleanField()
    may_record = models.JSONField(default=list)
    item_count = models.PositiveSmallIntegerField(null=True, blank=True)
    phases = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS, default="health")
    has_total = models.BooleanField(default=False)
    highest = models.PositiveSmallIntegerField(null=True, blank=True)
    asks_today = models.CharField(max_length=200, blank=True)
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    order = models.PositiveSmallIntegerField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
