"""Keeping the menu true: the question to an owner, and what somebody suggests."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import User
from duizend.directory.models.menu import Offer


class StillTrue(models.Model):
    """The question to the owner of an offer, by mail: is this still true? FHIR: Task.

    The link holds this id, signed. Who comes in by it has no account; a link works once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="questions")
    email = models.EmailField()
    asked_on = models.DateField()
    expires = models.DateTimeField()
    answered = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "asked_on"], name="asked_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.asked_on:%Y-%m-%d}"


class Suggestion(models.Model):
    """A change that somebody proposes for an offer. It changes nothing until it is accepted."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for a decision")
        ACCEPTED = "accepted", _("taken over")
        DECLINED = "declined", _("not taken over")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="suggestions")
    # Somebody with an account, or the owner who came in by a link.
    sender = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.OneToOneField(StillTrue, on_delete=models.PROTECT, null=True)
    # {name of a field: its proposed value as JSON}; only fields of rules.CORRECTABLE.
    changes = models.JSONField(default=dict)
    remark = models.CharField(max_length=500, blank=True)
    recorded = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decider = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["recorded", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_suggestion_comes_from_somebody",
                condition=Q(sender__isnull=False, question=None)
                | Q(sender=None, question__isnull=False),
            ),
            models.CheckConstraint(
                name="a_decided_suggestion_says_by_whom",
                condition=Q(state="open", decider=None, decided=None)
                | (~Q(state="open") & Q(decider__isnull=False, decided__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.state}"
