from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.core.working_days import Within
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.pathways.models import Proposal
from duizend.referrals.rules.states import ENDED, IN_HAND, RUNNING, Deed, Status
from duizend.referrals.rules.terms import Term, terms_from_data

if TYPE_CHECKING:
    from datetime import date
    from typing import Self

# As the database knows them.
ENDED_CODES = sorted(status.value for status in ENDED)
IN_HAND_CODES = sorted(status.value for status in IN_HAND)
RUNNING_CODES = sorted(status.value for status in RUNNING)

STATUS_LABELS = {
    Status.DRAFT.value: _("not sent yet"),
    Status.SENT.value: _("sent"),
    Status.TAKEN.value: _("taken"),
    Status.DECLINED.value: _("declined"),
    Status.STARTED.value: _("started"),
    Status.COMPLETED.value: _("finished"),
    Status.WITHDRAWN.value: _("withdrawn"),
}
DEED_LABELS = {
    Deed.SEND.value: _("sent"),
    Deed.TAKE.value: _("taken"),
    Deed.DECLINE.value: _("declined"),
    Deed.CONTACT_MADE.value: _("contact made"),
    Deed.CONTACT_FAILED.value: _("no contact yet"),
    Deed.START.value: _("help started"),
    Deed.COMPLETE.value: _("help finished"),
    Deed.ANSWER.value: _("answer to the referrer"),
    Deed.WITHDRAW.value: _("withdrawn"),
    Deed.TAKE_BACK.value: _("taken back, because nobody is there any more"),
}
TERM_LABELS = {
    Term.ANSWER.value: _("answer"),
    Term.CONTACT.value: _("first contact"),
    Term.START.value: _("start"),
    Term.FEEDBACK.value: _("answer to the referrer"),
}


class ReferralQuerySet(models.QuerySet["Referral"]):
    """What may be seen is decided by the policies; these only say what one looks for."""

    def sent_from(self, organization_id: int) -> Self:
        return self.filter(sender_organization_id=organization_id)

    def asked_of(self, organization_id: int) -> Self:
        return self.filter(performer_id=organization_id).exclude(
            Q(status=Status.DRAFT.value) | Q(sent_at=None)
        )

    def running(self) -> Self:
        return self.filter(status__in=RUNNING_CODES)

    def late(self, today: date) -> Self:
        return self.filter(due_on__lt=today)


class Referral(models.Model):
    """One organisation asks another for help with a family.

    What it tells stands apart, in `Disclosure`, with a lock of its own: this row is only
    who asked whom, for what offer, and how far it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="referrals")
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sender_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    performer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("for whom")
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    categories = ArrayField(models.CharField(max_length=20, choices=CATEGORY_LABELS))
    # safety when it rests on or tells anything shielded, else plan.
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    status = models.CharField(max_length=12, choices=STATUS_LABELS, default=Status.DRAFT.value)
    # The consents on which the sending rested.
    consents = ArrayField(models.UUIDField(), default=list, blank=True)
    # {"answer": {"value": 5, "unit": "working_days", "origin": "source", "note": ""}, …}
    terms = models.JSONField(default=dict)
    recorded = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact_made = models.BooleanField(default=False)
    contact_on = models.DateField(null=True, blank=True)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # What is waited for now, and its last day; both empty when nobody waits.
    due_term = models.CharField(max_length=10, choices=TERM_LABELS, blank=True)
    due_on = models.DateField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["performer", "due_on"],
                condition=~Q(status__in=ENDED_CODES),
                name="referrals_in_hand",
            ),
            models.Index(fields=["family", "-recorded"], name="referrals_of_a_family"),
            models.Index(
                fields=["due_on"], condition=Q(due_on__isnull=False), name="referrals_waiting"
            ),
            models.Index(
                fields=["family", "due_on"],
                condition=Q(due_on__isnull=False),
                name="waiting_of_a_family",
            ),
            models.Index(fields=["family", "ended_at"], name="ended_of_a_family"),
        ]
        constraints = [
            models.CheckConstraint(
                name="nobody_refers_to_their_own_organization",
                condition=~Q(performer=F("sender_organization")),
            ),
            models.CheckConstraint(
                name="a_referral_has_a_sending_day_once_it_is_sent",
                condition=Q(status=Status.DRAFT.value, sent_at=None)
                | Q(status=Status.WITHDRAWN.value)
                | (~Q(status=Status.DRAFT.value) & Q(sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="who_took_a_referral_is_known_with_the_moment",
                condition=Q(taken_at=None, taken_by=None)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_taken_referral_says_by_whom",
                condition=~Q(status__in=IN_HAND_CODES) | Q(taken_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_ended_referral_says_when",
                condition=Q(status__in=ENDED_CODES, ended_at__isnull=False)
                | (~Q(status__in=ENDED_CODES) & Q(ended_at=None)),
            ),
            models.CheckConstraint(
                name="what_is_waited_for_has_a_last_day",
                condition=Q(due_term="", due_on=None) | (~Q(due_term="") & Q(due_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender_organization_id} → {self.performer_id}: {self.status}"

    @property
    def agreed_terms(self) -> dict[Term, Within]:
        return terms_from_data(self.terms)


class Disclosure(models.Model):
    """What was told, one row per data category, as it was at the moment of sending.

    Before sending only the row `contact` is there, with the request. The receiver reads a
    row while its consent holds; with the taking it becomes part of the receiver's own
    record (`received_at`). The policy in the migration sees to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="disclosures")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    content = models.JSONField()
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_disclosure_per_category", fields=["referral", "category"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.category}"


class ReferralEvent(models.Model):
    """One line of a referral's history: what, by whom, when, and words for the other side."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=20, choices=DEED_LABELS)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # What the words are about; shielded data never is.
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["referral", "at"], name="history_of_a_referral")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what}"


class Notice(models.Model):
    """That somebody was mailed on a day that something waits. Holds no word about what."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="at_most_one_notice_a_day", fields=["user", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.day}"
