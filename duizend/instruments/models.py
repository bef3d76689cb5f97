from __future__ import annotations

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import Q

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family
from duizend.questionnaires.models import InstrumentSlot


class Result(models.Model):
    """The outcome of a licensed instrument, as who did it gives it. FHIR: Observation.

    `total` is that instrument's own and never a mark of a person. What is wrong stays,
    marked as entered in error; a new result comes beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(InstrumentSlot, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    version = models.CharField(max_length=60, blank=True)
    done_on = models.DateField()
    done_by = models.CharField(max_length=200)
    summary = models.TextField(max_length=2000)
    attention = models.CharField(max_length=500, blank=True)
    total = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    in_error_since = models.DateTimeField(null=True, blank=True)
    in_error_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    in_error_reason = models.CharField(max_length=300, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family", "-done_on"], name="results_of_a_family")]
        constraints = [
            models.CheckConstraint(name="a_result_says_something", condition=~Q(summary="")),
            models.CheckConstraint(
                name="a_result_in_error_says_when_by_whom_and_why",
                condition=Q(in_error_since=None, in_error_by=None, in_error_reason="")
                | (
                    Q(in_error_since__isnull=False, in_error_by__isnull=False)
                    & ~Q(in_error_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.done_on:%Y-%m-%d}"

    @property
    def plain_total(self) -> Decimal | int | None:
        """The total without zeros behind the comma."""
        if self.total is None or self.total != self.total.to_integral_value():
            return None if self.total is None else self.total.normalize()
        return int(self.total)

    @property
    def is_in_error(self) -> bool:
        return self.in_error_since is not None


class Document(models.Model):
    """The PDF that came with a result, in its data category. FHIR: DocumentReference."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="document")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    def __str__(self) -> str:
        return f"PDF of {self.result_id}"
