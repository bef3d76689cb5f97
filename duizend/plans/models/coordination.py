"""Who coordinates, and what one of the team must know."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duizend.access.models import Organization, User
from duizend.families.models import Family
from duizend.plans.rules import CoordinationStatus

COORDINATION_LABELS = {
    CoordinationStatus.PROPOSED.value: pgettext_lazy("coordination", "proposed"),
    CoordinationStatus.ACTIVE.value: pgettext_lazy("coordination", "coordinates"),
    CoordinationStatus.DECLINED.value: pgettext_lazy("coordination", "said no"),
    CoordinationStatus.WITHDRAWN.value: pgettext_lazy("coordination", "proposal taken back"),
    CoordinationStatus.ENDED.value: pgettext_lazy("coordination", "coordinated"),
}


class Coordination(models.Model):
    """One professional is asked to coordinate, and does from the moment of saying yes.

    FHIR: CareTeam.participant with the role of coordinator. The whole team sees it, of
    every organisation: it says nothing about the family. Who coordinated stays until the
    next one accepts, so a family that had a coordinator always has one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="coordinations")
    practitioner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="coordinations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=COORDINATION_LABELS)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    answered = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_current_coordinator",
                fields=["family"],
                condition=Q(status=CoordinationStatus.ACTIVE.value),
            ),
            models.UniqueConstraint(
                name="one_open_proposal_to_coordinate",
                fields=["family"],
                condition=Q(status=CoordinationStatus.PROPOSED.value),
            ),
            models.CheckConstraint(
                name="who_declines_to_coordinate_says_why",
                condition=~Q(status=CoordinationStatus.DECLINED.value) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_coordinator_has_said_yes",
                condition=~Q(status__in=["active", "ended"]) | Q(answered__isnull=False),
            ),
            models.CheckConstraint(
                name="coordination_that_ended_says_when",
                condition=Q(status="ended", ended__isnull=False)
                | (~Q(status="ended") & Q(ended__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} {self.status}"


class NoticeKind(models.TextChoices):
    EMERGENCY = "emergency", _("somebody used emergency access")
    ACCEPTED = "accepted", _("your proposal to coordinate was accepted")
    DECLINED = "declined", _("your proposal to coordinate was declined")
    TAKEN_OVER = "taken_over", _("somebody else now coordinates")


class Notice(models.Model):
    """Something happened that one person must know. It holds no content of the family.

    `about` is the id of what happened, so that it is told once. Only who it is for
    can read it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField()
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_notice_of_one_event", fields=["to", "kind", "about"]),
        ]
        indexes = [
            models.Index(
                fields=["to", "-recorded"],
                condition=Q(read_at__isnull=True),
                name="unread_notices",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_id}"
