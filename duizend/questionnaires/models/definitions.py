"""Lists of questions as data: what they are, and each version as it was published."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


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

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(models.Model):
    """One version, kept as the FHIR R4 resource that came in. Never changed once answered."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="versions"
    )
    version = models.CharField(max_length=60)
    resource = models.JSONField()
    checksum = models.CharField(max_length=64)
    published = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_questionnaire_has_each_version_once", fields=["questionnaire", "version"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.version}"


class InstrumentSlot(models.Model):
    """A licensed instrument, by name only: whose it is and what may be recorded of it.

    Its questions are the owner's and are never kept here.
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
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    order = models.PositiveSmallIntegerField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
