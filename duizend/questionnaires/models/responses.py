"""A conversation that is held, and each answer in it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family
from duizend.questionnaires.models.definitions import Questionnaire, QuestionnaireVersion
from duizend.questionnaires.rules.codes import Status

STATUS_LABELS = {
    Status.IN_PROGRESS.value: _("begun"),
    Status.COMPLETED.value: _("finished"),
    Status.STOPPED.value: _("stopped"),
}


class QuestionnaireResponse(models.Model):
    """A conversation with a family, tied to the version of its questions.

    Its category is `plan`, or `safety` when even the name of the list is shielded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="responses")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    status = models.CharField(max_length=12, choices=STATUS_LABELS, default=Status.IN_PROGRESS)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    ender = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        indexes = [models.Index(fields=["family", "-recorded"], name="responses_of_a_family")]
        constraints = [
            models.UniqueConstraint(
                name="one_conversation_of_a_kind_at_a_time",
                fields=["family", "questionnaire", "recorder_organization"],
                condition=Q(status=Status.IN_PROGRESS.value),
            ),
            models.CheckConstraint(
                name="a_conversation_that_ended_says_when_and_by_whom",
                condition=Q(status=Status.IN_PROGRESS.value, ended=None, ender=None)
                | (
                    ~Q(status=Status.IN_PROGRESS.value)
                    & Q(ended__isnull=False, ender__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.status}"


class Answer(models.Model):
    """The answer to one question: FHIR values, in the data category of that question.

    `values` is a list such as [{"valueCoding": {...}}]; empty when an answer was taken
    back. `recorder` and `recorded` are of the last time it changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(
        QuestionnaireResponse, on_delete=models.PROTECT, related_name="answers"
    )
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    link_id = models.CharField(max_length=255)
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    values = models.JSONField(default=list)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_question_has_one_answer", fields=["response", "link_id"]
            )
        ]

    def __str__(self) -> str:
        return self.link_id
