"""What people together made of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.access.rules import Category
from duizend.core.choices import WordedChoice
from duizend.families.models import Family
from duizend.signals.models.reference import Concept
from duizend.signals.rules.codes import ParentView, Situation

if TYPE_CHECKING:
    from typing import Self

SITUATION_LABELS = {
    Situation.SELF_RELIANT.value: _("Self-reliant"),
    Situation.POTENTIALLY_VULNERABLE.value: _("Possibly a vulnerable situation"),
    Situation.VULNERABLE.value: _("A vulnerable situation"),
    Situation.HIGHLY_VULNERABLE.value: _("A very vulnerable situation"),
}
SITUATION_CHOICES = [
    (
        Situation.SELF_RELIANT.value,
        WordedChoice(
            SITUATION_LABELS[Situation.SELF_RELIANT],
            _("it works with the support that is there"),
        ),
    ),
    (
        Situation.POTENTIALLY_VULNERABLE.value,
        WordedChoice(
            SITUATION_LABELS[Situation.POTENTIALLY_VULNERABLE], _("it holds, but it can tip over")
        ),
    ),
    (
        Situation.VULNERABLE.value,
        WordedChoice(SITUATION_LABELS[Situation.VULNERABLE], _("more weighs than carries")),
    ),
    (
        Situation.HIGHLY_VULNERABLE.value,
        WordedChoice(
            SITUATION_LABELS[Situation.HIGHLY_VULNERABLE], _("much at once, little to hold on to")
        ),
    ),
]
PARENT_VIEW_LABELS = {
    ParentView.AGREES.value: _("The parent sees it the same way"),
    ParentView.DIFFERS.value: _("The parent sees it differently"),
    ParentView.NOT_DISCUSSED.value: _("Not discussed with the parent yet"),
}


class AppraisalQuerySet(models.QuerySet["Appraisal"]):
    def latest_per_family(self) -> Self:
        """The last word on each family, as far as the one who asks may see."""
        last = self.order_by("family_id", "-recorded", "pk").distinct("family_id")
        # Only by its key: what chose the last ones would be asked a second time for each.
        return type(self)(self.model).filter(pk__in=last.values("pk"))


class Appraisal(models.Model):
    """What parent and professional found together, and why. FHIR: ClinicalImpression.

    `situation` is chosen by people; nothing in duizend proposes or computes it. The data
    category is `plan`: the own organisation reads it, and those with whom the plan is
    shared. What it rested on is kept per concept, each in its own category.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="appraisals")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS, default=Category.PLAN)
    situation = models.CharField(
        _("What do we find together?"), max_length=30, choices=SITUATION_LABELS
    )
    reason = models.CharField(_("Why, in one sentence"), max_length=300)
    parent_view = models.CharField(
        _("How does the parent see it?"), max_length=15, choices=PARENT_VIEW_LABELS
    )
    parent_words = models.CharField(_("In the parent's own words"), max_length=500, blank=True)
    parent_was_there = models.BooleanField(_("The parent was there"), default=False)
    strengths_not_discussed = models.BooleanField(default=False)
    decided_on = models.DateField(_("Day of the talk"))
    again_on = models.DateField(_("Weigh again on"))
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="successors", null=True, blank=True
    )
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["family", "-recorded"], name="appraisals_of_a_family")]
        constraints = [
            models.CheckConstraint(
                name="an_appraisal_is_done_again_later",
                condition=Q(again_on__gt=F("decided_on")),
            ),
            models.CheckConstraint(name="an_appraisal_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.decided_on} {self.situation}"


class AppraisalConcept(models.Model):
    """A concept that was present when people weighed, in the category it was known in.

    Row by row, so that the database itself leaves out what a reader may not see.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="concepts")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_appraisal_names_a_concept_once", fields=["appraisal", "concept"]
            )
        ]

    def __str__(self) -> str:
        return self.concept_id
