"""Pictures that were made: a portrait, and what stands on it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family, Person
from duizend.portraits.models.reference import PICTURE_LABELS, Theme
from duizend.portraits.rules.codes import HIGHEST_MARK, LONGEST_WORDS, Status, Urgency, Voice
from duizend.signals.models import Concept

STATUS_LABELS = {
    Status.DRAFT.value: pgettext_lazy("picture", "being drawn"),
    Status.FINISHED.value: pgettext_lazy("picture", "ready"),
    Status.ENTERED_IN_ERROR.value: _("entered in error"),
}
VOICE_LABELS = {
    Voice.PARENT.value: _("The parent says"),
    Voice.PROFESSIONAL.value: _("The professional says"),
}
URGENCY_LABELS = {
    Urgency.CAN_WAIT.value: pgettext_lazy("urgency", "can wait"),
    Urgency.SOON.value: pgettext_lazy("urgency", "soon, please"),
    Urgency.NOW.value: pgettext_lazy("urgency", "now"),
}


class Portrait(models.Model):
    """One drawing of a family, a draft until they say that it is ready. FHIR: Observation.

    It holds nothing itself: each mark and each statement is a row in its own data
    category. Another time is another portrait, so that then and now lie beside each other.
    `person` is who drew a web; a triangle is made together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="portraits")
    picture = models.CharField(max_length=10, choices=PICTURE_LABELS)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.DRAFT.value)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    ender = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["family", "picture"], name="portraits_of_a_family")]
        constraints = [
            # Two windows, or a double click, go on with the same draft.
            models.UniqueConstraint(
                name="one_draft_of_a_picture",
                fields=["family", "picture", "person", "recorder_organization"],
                condition=Q(status=Status.DRAFT.value),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_portrait_that_is_no_draft_says_when_and_by_whom",
                condition=Q(status=Status.DRAFT.value, ended=None, ender=None)
                | (~Q(status=Status.DRAFT.value) & Q(ended__isnull=False, ender__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_portrait_entered_in_error_says_why",
                condition=~Q(status=Status.ENTERED_IN_ERROR.value) | ~Q(end_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.picture} {self.recorded:%Y-%m-%d}"

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT


class _OnPortrait(models.Model):
    """What stands on a portrait, in the data category of its theme."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    portrait = models.ForeignKey(Portrait, on_delete=models.PROTECT, related_name="%(class)ss")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        abstract = True


class Mark(_OnPortrait):
    """Where the parent set a mark on one axis of their web; `value` None: left open again.

    It is the parent's drawing. Nothing else reads it: no condition, referral or figure.
    """

    value = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_mark_on_an_axis", fields=["portrait", "theme"]),
            models.CheckConstraint(
                name="a_mark_lies_on_its_axis",
                condition=Q(value=None) | Q(value__gte=0, value__lte=HIGHEST_MARK),
            ),
        ]

    def __str__(self) -> str:
        return self.theme_id


class Statement(_OnPortrait):
    """What one voice says about one theme of the triangle, in words."""

    voice = models.CharField(max_length=15, choices=VOICE_LABELS)
    goes_well = models.CharField(_("What goes well?"), max_length=LONGEST_WORDS, blank=True)
    wish = models.CharField(_("What would you like?"), max_length=LONGEST_WORDS, blank=True)
    urgency = models.CharField(
        _("When, for your family?"), max_length=10, choices=URGENCY_LABELS, blank=True
    )
    concept = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="each_voice_once_on_a_theme", fields=["portrait", "theme", "voice"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.voice}"

    @property
    def says_something(self) -> bool:
        return bool(self.goes_well or self.wish or self.urgency or self.concept_id)
