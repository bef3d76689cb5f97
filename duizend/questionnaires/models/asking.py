"""How often a question was asked, and what a conversation began with."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family
from duizend.questionnaires.models.responses import Answer, QuestionnaireResponse
from duizend.questionnaires.rules.codes import Outcome

OUTCOME_LABELS = {
    Outcome.ASKED.value: _("asked"),
    Outcome.CONFIRMED.value: _("still so"),
    Outcome.NOT_NOW.value: _("not now"),
}


class Asking(models.Model):
    """A question was put to a family in a conversation, or what it had said was confirmed.

    `concepts` are the codes that the question asks about. `confirms` is the answer, signal
    or person of which was said that it is still so. In the data category of the question,
    so that who may not see the answer does not see either that it was asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey(
        QuestionnaireResponse, on_delete=models.PROTECT, related_name="askings"
    )
    answer = models.OneToOneField(
        Answer, on_delete=models.PROTECT, related_name="asking", null=True, blank=True
    )
    link_id = models.CharField(max_length=255)
    concepts = ArrayField(models.CharField(max_length=60))
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    outcome = models.CharField(max_length=10, choices=OUTCOME_LABELS)
    confirms = models.UUIDField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["family", "-recorded"], name="askings_of_a_family"),
            GinIndex(fields=["concepts"], name="askings_by_concept"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_conversation_asks_a_question_once", fields=["response", "link_id"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.outcome}"


class Opening(models.Model):
    """What goes well, asked by ourselves before a list that does not begin with it.

    In the parent's own words. `not_discussed`: the professional said, when the
    conversation was finished, that what goes well was not talked about yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    response = models.OneToOneField(
        QuestionnaireResponse, on_delete=models.PROTECT, related_name="opening"
    )
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    words = models.CharField(_("what goes well"), max_length=2000, blank=True)
    not_discussed = models.BooleanField(default=False)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    def __str__(self) -> str:
        return f"opening of {self.response_id}"
