"""What was seen or said of a family."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family
from duizend.signals.models.reference import Concept, LifeDomain
from duizend.signals.rules.codes import Contact, SourceKind, Status

if TYPE_CHECKING:
    from typing import Self

STATUS_LABELS = {
    Status.PRESENT.value: _("present"),
    Status.RESOLVED.value: _("no longer so"),
    Status.ENTERED_IN_ERROR.value: _("entered in error"),
}
SOURCE_LABELS = {
    SourceKind.ANSWER.value: _("an answer in a conversation"),
    SourceKind.QUICK.value: _("seen or heard"),
    SourceKind.REFERRAL.value: _("from a referral"),
}
CONTACT_LABELS = {
    Contact.CONSULTATION.value: _("at a consultation"),
    Contact.HOME_VISIT.value: _("at a home visit"),
    Contact.PHONE.value: _("on the telephone"),
    Contact.GROUP.value: _("in a group"),
    Contact.OTHER_PERSON.value: _("told by somebody else"),
}


class SignalQuerySet(models.QuerySet["Signal"]):
    def present(self) -> Self:
        return self.filter(status=Status.PRESENT)


class Signal(models.Model):
    """A factor that was seen or said, by whom and when. FHIR: Observation.

    `reference` is the answer (or referral) it was made from. `ended` and `ender` say when
    and by whom it was said to be no longer so, or entered in error.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="signals")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.PRESENT)
    note = models.CharField(_("in a few words"), max_length=500, blank=True)
    source = models.CharField(max_length=10, choices=SOURCE_LABELS)
    source_name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(
        _("seen or heard"), max_length=20, choices=CONTACT_LABELS, blank=True
    )
    reference = models.UUIDField(null=True, blank=True)
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

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["family", "status"], name="signals_of_a_family")]
        constraints = [
            models.UniqueConstraint(
                name="an_answer_gives_a_signal_once",
                fields=["reference", "concept"],
                condition=Q(status=Status.PRESENT.value),
            ),
            models.CheckConstraint(
                name="a_signal_that_ended_says_when_and_by_whom",
                condition=Q(status=Status.PRESENT.value, ended=None, ender=None)
                | (~Q(status=Status.PRESENT.value) & Q(ended__isnull=False, ender__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_signal_entered_in_error_says_why",
                condition=~Q(status=Status.ENTERED_IN_ERROR.value) | ~Q(end_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.status}"

    @property
    def source_in_words(self) -> str:
        """Where it comes from, as it stands on its pill: `Startgesprek`, `at a home visit`."""
        if self.source_name:
            return self.source_name
        return str(CONTACT_LABELS.get(self.contact, SOURCE_LABELS[self.source]))


class Discussed(models.Model):
    """A life domain that was talked about with a family, also when nothing came of it.

    So that "nothing mentioned" is never shown for what nobody asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        verbose_name_plural = "discussed"
        constraints = [
            models.UniqueConstraint(
                name="an_organization_notes_once_what_was_discussed",
                fields=["family", "life_domain", "category", "recorder_organization"],
            )
        ]

    def __str__(self) -> str:
        return self.life_domain_id
