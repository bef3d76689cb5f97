from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import KIND_LABELS, Organization, User
from duizend.consents.rules import BasisKind, Given, Purpose, Status
from duizend.families.models import Family

if TYPE_CHECKING:
    from typing import Self

STATUS_LABELS = {
    Status.ACTIVE.value: _("given"),
    Status.REFUSED.value: _("not given"),
    Status.WITHDRAWN.value: _("withdrawn"),
}
PURPOSE_LABELS = {
    Purpose.REFERRAL.value: _("asking for help (referral)"),
    Purpose.PRENATAL_HOME_VISIT.value: _("a home visit before the birth"),
    Purpose.COORDINATION.value: _("working together on one plan"),
    Purpose.HANDOVER.value: _("handing over"),
}

BASIS_LABELS = {
    BasisKind.LIFTING_SECRECY.value: _("telling others"),
    BasisKind.STATUTORY_TASK.value: _("a task by law"),
    BasisKind.EXCHANGE_PERMISSION.value: _("keeping available to others"),
    BasisKind.REPORTING.value: _("a duty or right to report"),
    BasisKind.NONE_NEEDED.value: _("no basis needed"),
}


class ConsentQuerySet(models.QuerySet["Consent"]):
    def holding(self, today: date) -> Self:
        return self.filter(status=Status.ACTIVE, period_start__lte=today, period_end__gte=today)

    def between(self, source: Organization, recipient: Organization) -> Self:
        return self.filter(source=source, recipient=recipient)


class Consent(models.Model):
    """Lifting professional secrecy: this source may tell that recipient these things.

    Refused and withdrawn consents are only seen by the source's own people: the policy
    in the migration sees to it, not the screens.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="consents")
    source = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=30, choices=PURPOSE_LABELS)
    # Empty only for a refusal: a no needs no list.
    categories = ArrayField(models.CharField(max_length=20), blank=True)
    status = models.CharField(max_length=10, choices=STATUS_LABELS)
    period_start = models.DateField()
    period_end = models.DateField()
    explained = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    given_by = models.CharField(_("given by"), max_length=200)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["family", "source", "recipient"],
                condition=Q(status=Status.ACTIVE.value),
                name="consent_that_may_hold",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="a_consent_ends_after_its_start",
                condition=Q(period_end__gte=F("period_start")),
            ),
            models.CheckConstraint(
                name="a_withdrawn_consent_says_when",
                condition=Q(status=Status.WITHDRAWN.value, withdrawn_at__isnull=False)
                | (~Q(status=Status.WITHDRAWN.value) & Q(withdrawn_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="nobody_needs_consent_to_tell_themselves",
                condition=~Q(source=F("recipient")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.recipient_id}: {self.status}"

    @property
    def given(self) -> Given:
        return Given(frozenset(self.categories), self.status, self.period_start, self.period_end)


class ExchangePermission(models.Model):
    """Permission to keep data available to others in this system (Wabvpz article 15a).

    Apart from a consent: that lets something be told once, this lets it be looked up
    as long as both hold. One per care provider; refusing leaves referrals possible.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, related_name="exchange_permissions"
    )
    source = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=STATUS_LABELS)
    given_by = models.CharField(_("given by"), max_length=200)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_exchange_permission_per_source",
                fields=["family", "source"],
                condition=Q(status=Status.ACTIVE.value),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.status}"


class LegalBasis(models.Model):
    """A legal basis as dated content: a law that comes into force is switched on by its date."""

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=BASIS_LABELS)
    purpose = models.CharField(max_length=60)
    law = models.CharField(max_length=200)
    article = models.CharField(max_length=200, blank=True)
    organization_kinds = ArrayField(models.CharField(max_length=30, choices=KIND_LABELS))
    explanation = models.TextField(blank=True)
    in_force = models.BooleanField(default=False)
    needs_consent = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=10)
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    retired = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "legal bases"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def holds(self, today: date) -> bool:
        """In force today. One in force without a first day is older than we looked up."""
        return (
            self.in_force
            and not self.retired
            and (self.valid_from is None or self.valid_from <= today)
            and (self.valid_until is None or today <= self.valid_until)
        )


class ConsentText(models.Model):
    """What is said before somebody decides, in plain Dutch; content, per purpose."""

    code = models.SlugField(max_length=60, primary_key=True)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=60)
    spoken = models.TextField(blank=True)
    ticks = models.JSONField(default=dict)
    refusal = models.TextField(blank=True)
    withdrawal = models.TextField(blank=True)
    categories = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    per_category = models.JSONField(default=dict)
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    retired = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class ProcessingGround(models.Model):
    """The basis (AVG article 6 and 9) on which an organisation keeps data of a family."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    legal_basis = models.ForeignKey(LegalBasis, on_delete=models.PROTECT, related_name="+")
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_processing_ground_each",
                fields=["family", "organization"],
                condition=Q(ended_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.legal_basis_id}"
