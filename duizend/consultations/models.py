"""A case without a name, who is asked, and what they say to each other.

There is no family in these tables, on purpose: what is not kept cannot be joined.
"""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import ROLE_LABELS, Organization, User


class Expertise(StrEnum):
    """Something that people know beside their role."""

    SAFEGUARDING = "safeguarding"


EXPERTISE_LABELS = {Expertise.SAFEGUARDING.value: _("meldcode officers")}


class Consultation(models.Model):
    """A question about a case. Exactly one of an organisation, a role, an expertise is asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_role = models.CharField(max_length=30, choices=ROLE_LABELS, blank=True)
    to_expertise = models.CharField(max_length=20, choices=EXPERTISE_LABELS, blank=True)
    subject = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asker", "-asked_at"], name="consultations_of_an_asker")]
        constraints = [
            models.CheckConstraint(
                name="one_party_is_consulted",
                condition=Q(to_organization__isnull=False, to_role="", to_expertise="")
                | Q(to_organization=None, to_expertise="") & ~Q(to_role="")
                | Q(to_organization=None, to_role="") & ~Q(to_expertise=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.asker_id}: {self.asked_at:%Y-%m-%d}"

    @property
    def asked(self) -> str:
        """Who was asked, in words."""
        if self.to_organization is not None:
            return self.to_organization.name
        return str(ROLE_LABELS.get(self.to_role) or EXPERTISE_LABELS[self.to_expertise])


class Post(models.Model):
    """What somebody says in a consultation; the first is the question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="posts")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["consultation", "at"], name="posts_of_a_consultation")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.at:%Y-%m-%d}"
