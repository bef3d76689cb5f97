"""A link that was sent, what the parent filled in so far, and what happened with the link."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.access.rules import Category
from duizend.beforehand.rules.standing import Moments, Standing, standing
from duizend.families.models import Family, Person
from duizend.questionnaires.models import (
    Questionnaire,
    QuestionnaireResponse,
    QuestionnaireVersion,
)


class Invitation(models.Model):
    """A list that somebody may fill in at home. FHIR: Task with a Questionnaire as focus.

    The link and the code are kept as keyed hashes only. What the session of the parent
    changes, the functions of the migration change; the application itself cannot.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="invitations")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS, default=Category.PLAN)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    # Where the family was in the thousand days: some questions belong to one phase.
    phase = models.CharField(max_length=20)
    # What need not be asked because it is known; linkIds.
    already_known = ArrayField(models.CharField(max_length=255), default=list, blank=True)
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    expires = models.DateTimeField()
    session_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    session_until = models.DateTimeField(null=True, blank=True)
    begun = models.DateTimeField(null=True, blank=True)
    ready = models.DateTimeField(null=True, blank=True)
    opened = models.DateTimeField(null=True, blank=True)
    opener = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    conversation = models.ForeignKey(
        QuestionnaireResponse, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn = models.DateTimeField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family", "-recorded"], name="invitations_of_a_family")]
        constraints = [
            models.CheckConstraint(
                name="what_was_opened_says_by_whom",
                condition=Q(opened=None, opener=None, conversation=None)
                | Q(opened__isnull=False, opener__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} until {self.expires:%Y-%m-%d}"

    def standing(self, now: datetime) -> Standing:
        moments = Moments(
            self.expires, self.begun, self.ready, self.opened, self.withdrawn, self.attempts
        )
        return standing(moments, now)


class HomeAnswer(models.Model):
    """What the parent filled in and may still change. Read by nobody until it is opened.

    Once opened it is an Answer of a conversation, and this row is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, related_name="home_answers"
    )
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    link_id = models.CharField(max_length=255)
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    values = models.JSONField(default=list)
    changed = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_question_has_one_answer_at_home", fields=["invitation", "link_id"]
            )
        ]

    def __str__(self) -> str:
        return self.link_id


class Happened(models.TextChoices):
    ENTERED = "entered", _("opened at home, with link and code")
    WRONG_CODE = "wrong_code", _("a code was tried that was not right")
    LOCKED = "locked", _("closed after five wrong codes")
    BEGUN = "begun", _("the first answer was filled in at home")
    READY = "ready", _("the parent said: ready")
    CHANGED = "changed", _("the parent wants to change something")
    WIPED = "wiped", _("the parent wiped everything")
    ERASED = "erased", _("erased unread")


class HomeEvent(models.Model):
    """A line of the log for what nobody with an account did. Never what was filled in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="events")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12, choices=Happened)
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family", "-recorded"], name="home_events_of_a_family")]

    def __str__(self) -> str:
        return self.what
