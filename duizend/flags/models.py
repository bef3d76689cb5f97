"""What asks a person to act the same day, what was done, and who was asked to do it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.access.rules import Category
from duizend.families.models import Family
from duizend.flags.rules import HandOverStatus, Status


class Flag(models.Model):
    """An answer asks for a talk today, apart from any total. FHIR: Flag.

    Always shielded (ADR 0051). `reference` is the answer or result that raised it, `talk`
    the conversation it came from. `owner` must say what was done. That the answer was
    changed later (`answer_changed`) closes nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(
        max_length=20, choices=CATEGORY_LABELS, default=Category.SAFETY.value
    )
    code = models.SlugField(max_length=40)
    reference = models.UUIDField()
    talk = models.UUIDField()
    source_name = models.CharField(max_length=200)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default=Status.OPEN.value)
    answer_changed = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    ender = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["family"], condition=Q(status=Status.OPEN.value), name="open_flags"
            ),
            models.Index(fields=["talk"], name="flags_of_a_talk"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="an_answer_has_one_open_flag_of_a_kind",
                fields=["reference", "code"],
                condition=Q(status=Status.OPEN.value),
            ),
            models.CheckConstraint(
                name="a_flag_is_shielded", condition=Q(category=Category.SAFETY.value)
            ),
            models.CheckConstraint(
                name="a_flag_that_was_settled_says_when_and_by_whom",
                condition=Q(status=Status.OPEN.value, ended=None, ender=None)
                | Q(status=Status.SETTLED.value, ended__isnull=False, ender__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN


class Deed(models.Model):
    """What somebody did because of a flag: plain actions by code, own words, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="deeds")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(
        max_length=20, choices=CATEGORY_LABELS, default=Category.SAFETY.value
    )
    done = ArrayField(models.SlugField(max_length=40))
    words = models.CharField(max_length=1000, blank=True)
    done_at = models.DateTimeField()
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_flag_is_settled_once", fields=["flag"]),
            models.CheckConstraint(name="a_deed_names_something", condition=~Q(done=[])),
        ]

    def __str__(self) -> str:
        return f"{self.flag_id}"


class HandOver(models.Model):
    """A colleague is asked to do today what a flag asks. Theirs only after their own yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="hand_overs")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(
        max_length=20, choices=CATEGORY_LABELS, default=Category.SAFETY.value
    )
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default=HandOverStatus.ASKED.value)
    answered = models.DateTimeField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_colleague_is_asked_at_a_time",
                fields=["flag"],
                condition=Q(status=HandOverStatus.ASKED.value),
            ),
            models.CheckConstraint(
                name="a_hand_over_that_was_answered_says_when",
                condition=Q(status=HandOverStatus.ASKED.value, answered=None)
                | (~Q(status=HandOverStatus.ASKED.value) & Q(answered__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag_id} {self.status}"

    @property
    def is_asked(self) -> bool:
        return self.status == HandOverStatus.ASKED
