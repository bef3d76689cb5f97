"""Counts of answers, ten people at a time. No row is of one person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duizend.access.models import Organization
from duizend.experiences.rules import SHOWN_FROM
from duizend.questionnaires.models import Questionnaire, QuestionnaireVersion


class Batch(models.Model):
    """Answers of ten people after talks with one version of a list, in one organisation.

    While it fills (`people` below ten) nobody can read it. `first_month` and `last_month`
    are first days of a month.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    first_month = models.DateField()
    last_month = models.DateField()
    people = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(
                name="one_batch_fills_at_a_time",
                fields=["organization", "version"],
                condition=Q(people__lt=SHOWN_FROM),
            ),
            models.CheckConstraint(
                name="a_batch_holds_ten_people", condition=Q(people__lte=SHOWN_FROM)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.people}"


class Tally(models.Model):
    """How many of the people of a batch gave one answer to one question."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="tallies")
    question = models.SlugField(max_length=40)
    answer = models.SlugField(max_length=40)
    people = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                name="one_tally_of_an_answer", fields=["batch", "question", "answer"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}"


class SpentCode(models.Model):
    """The fingerprint of a code that was used, forgotten after `forget_on`. Nobody reads it."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    forget_on = models.DateField()

    def __str__(self) -> str:
        return str(self.forget_on)
