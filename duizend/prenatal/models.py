"""What is kept besides the consent, the referral and the visit: very little."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duizend.access.models import Organization, User
from duizend.families.models import Family
from duizend.referrals.models import Referral
from duizend.visits.models import Visit


class Suggestion(models.Model):
    """She was told about the visit and thinks about it. Of the own organisation alone.

    Closed by any answer; the row does not say which.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    explained = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # The day that she chose to talk about it again, if she did.
    again_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_suggestion_each",
                fields=["family", "recorder_organization"],
                condition=Q(closed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.recorder_organization_id}: {self.recorded:%Y-%m-%d}"


class HomeVisit(models.Model):
    """Which contact answers which request. The contact itself is a visit as every other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="+")
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["referral"], name="home_visits_of_a_request")]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.visit_id}"
