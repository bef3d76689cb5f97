from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Municipality, Organization, User
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.pathways.rules.cards import Card
from duizend.signals.models import Concept

if TYPE_CHECKING:
    from typing import Self


class CardStatus(models.TextChoices):
    CURRENT = "current", _("in use")
    RETIRED = "retired", _("no longer in use")


class RouteCard(models.Model):
    """One version of a route card, as it was set. A version never changes once it is used."""

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    set_on = models.DateField()
    status = models.CharField(max_length=10, choices=CardStatus, default=CardStatus.CURRENT)
    # The whole card as in content/route_cards: condition, ranges, steps, sources.
    content = models.JSONField()
    loaded_at = models.DateTimeField()
    # Who wrote down that the coalition set it; nobody for what came with the installation.
    recorder = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(_("what was decided"), max_length=500, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name", "version"]
        constraints = [
            models.UniqueConstraint(
                name="one_row_for_each_version_of_a_card", fields=["code", "version"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    @property
    def card(self) -> Card:
        return Card.from_data(self.content)

    @property
    def is_in_own_hands(self) -> bool:
        """Whether the coalition set or withdrew it: the files no longer say what it is."""
        return self.recorder_id is not None or self.withdrawn_on is not None


class ProposalStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    ADAPTED = "adapted", _("accepted, adapted")
    DECLINED = "declined", _("not now")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def agreed(self) -> Self:
        return self.filter(status__in=[ProposalStatus.ACCEPTED, ProposalStatus.ADAPTED])


class Proposal(models.Model):
    """What people decided about one step of a card, for one family.

    Kept with the words and concepts on which it rested that day, because signals change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="proposals")
    card = models.ForeignKey(RouteCard, on_delete=models.PROTECT, related_name="proposals")
    step_code = models.CharField(max_length=60)
    status = models.CharField(max_length=10, choices=ProposalStatus)
    # Why it was proposed: codes of the concepts, and the sentence as it was shown.
    matched = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    why = models.TextField(blank=True)
    # safety when it rests on anything shielded, else plan.
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    # The life domains it rests on: who may not see one of them, does not see it either.
    rests_on = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    # When help was asked for or a task was made of it; the referral or task points here.
    carried_out_at = models.DateTimeField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_proposal_per_step_and_organization",
                fields=["family", "card", "step_code", "recorder_organization"],
            ),
            models.CheckConstraint(
                name="a_declined_proposal_says_why",
                condition=~Q(status="declined") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_code}: {self.status}"

    @property
    def step(self) -> dict[str, Any]:
        """The step as its card says it. Raises LookupError when the card has no such step."""
        for step in self.card.content["steps"]:
            if step["code"] == self.step_code:
                found: dict[str, Any] = step
                return found
        raise LookupError(f"{self.card} has no step {self.step_code!r}")

    @property
    def is_agreed(self) -> bool:
        return self.status in {ProposalStatus.ACCEPTED, ProposalStatus.ADAPTED}


class UnmetNeed(models.Model):
    """Something was needed and nothing on the menu fitted: “geen passend aanbod”.

    For the family it stands beside the route. A coalition sees counts of many families only
    (palette). `municipality` is where the family lived that day, so that a count that was
    told once stays the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    # The life domain; safety when it is about anything shielded.
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    concept = models.ForeignKey(
        Concept, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    looked_for = models.CharField(_("what was looked for"), max_length=300)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    # Something was found after all; it was a gap all the same.
    found_at = models.DateTimeField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["family"], name="unmet_needs_of_a_family"),
            models.Index(fields=["municipality", "recorded"], name="unmet_needs_of_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.pk}"
