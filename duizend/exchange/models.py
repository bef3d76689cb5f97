from __future__ import annotations

import uuid

from django.db import models

from duizend.access.models import KIND_LABELS, Organization, User


class Import(models.Model):
    """A file with offers that somebody looks at first. Its content goes once it is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    # SHA-256 of the content: what is brought in is what was looked at.
    digest = models.CharField(max_length=64)
    kind_of_new = models.CharField(max_length=30, choices=KIND_LABELS, blank=True)
    retire_missing = models.BooleanField(default=False)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()
    applied = models.DateTimeField(null=True)
    # {added, changed, unchanged, refused, retired}: lines, once applied.
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-recorded"]

    def __str__(self) -> str:
        return self.name
