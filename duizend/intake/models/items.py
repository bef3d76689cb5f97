"""The desk, what came in at it, what that says, and what was done with it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Municipality, Organization, User
from duizend.core.working_days import Within
from duizend.families.models import Family
from duizend.intake.rules import (
    KEEP_DAYS,
    Kind,
    Outcome,
    Term,
    What,
    terms_from_data,
)
from duizend.referrals.models import Referral

if TYPE_CHECKING:
    from typing import Self

KIND_LABELS = {
    Kind.PREGNANCY.value: _("Pregnancy, from a professional"),
    Kind.WORRY.value: _("A parent’s own worry"),
}
OUTCOME_LABELS = {
    Outcome.HANDED.value: _("another organisation has taken it over"),
    Outcome.OURS.value: _("our own organisation helps"),
    Outcome.RUNNING.value: _("there already is help"),
    Outcome.DECLINED.value: _("no help wanted now"),
    Outcome.UNREACHED.value: _("contact did not come about"),
    Outcome.RETURNED.value: _("given back"),
    Outcome.NOTHING.value: _("there was no question in it, or it came twice"),
}
WHAT_LABELS = {
    What.ARRIVED.value: _("written by a parent, without an account"),
    What.SORTED.value: _("question sorted"),
    What.ASKED.value: _("colleague asked to take it over"),
    What.MOVED.value: _("taken over by the desk of another municipality"),
    What.TOLD.value: _("the parent was told, outside duizend"),
    What.TAKEN.value: _("taken up"),
    What.LINKED.value: _("family found or registered"),
    What.NOTE.value: _("note of the desk"),
    What.ANSWERED.value: _("word to the sender"),
    What.CLOSED.value: _("closed"),
}
TERM_LABELS = {Term.TAKE.value: _("take up"), Term.SETTLE.value: _("find a place")}


class Desk(models.Model):
    """The intake desk of one or more municipalities, kept by one organisation. Content.

    terms: {"take": {"value": 5, "unit": "working_days", "origin": "source", "note": ""}, …}.
    """

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="desks")
    terms = models.JSONField(default=dict)
    keep_days = models.PositiveSmallIntegerField(default=KEEP_DAYS)
    checked_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def agreed_terms(self) -> dict[Term, Within]:
        return terms_from_data(self.terms)


class DeskArea(models.Model):
    """Which desk a municipality has: one, so that nobody has to choose between two queues."""

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, primary_key=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="areas")

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.desk_id}"


class ItemQuerySet(models.QuerySet["Item"]):
    """What may be seen is decided by the policies; these only say what one looks for."""

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def late(self, today: date) -> Self:
        return self.filter(due_on__lt=today)


class Item(models.Model):
    """Something that came in at a desk: by which door, from whom, and how far it is.

    Whom it is about stands apart, in `Part`. It belongs to exactly one desk, always, and
    waits for something with a last day until it is closed with a reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=KIND_LABELS)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="items")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    # Empty for a parent, who needs no account.
    sender = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sender_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consented_on = models.DateField(null=True, blank=True)
    explained = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A colleague who was asked to take it over; until then it stays where it is.
    asked = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_term = models.CharField(max_length=10, choices=TERM_LABELS, blank=True)
    due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=OUTCOME_LABELS, blank=True)
    # In words for the sender; about the desk's part only, never about the family.
    reason = models.CharField(max_length=1000, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["desk", "due_on"], condition=Q(closed_at=None), name="queue_of_a_desk"
            ),
            models.Index(fields=["sender", "-sent_at"], name="sent_to_a_desk"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_item_is_open_with_a_last_day_or_closed_with_a_reason",
                condition=Q(closed_at=None, outcome="", reason="", due_on__isnull=False)
                & ~Q(due_term="")
                | (
                    Q(closed_at__isnull=False, due_on=None, due_term="")
                    & ~Q(outcome="")
                    & ~Q(reason="")
                ),
            ),
            models.CheckConstraint(
                name="who_took_an_item_is_known_with_the_moment",
                condition=Q(taken_at=None, taken_by=None)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_professional_sends_with_consent_a_parent_without_account",
                condition=Q(
                    kind=Kind.PREGNANCY.value,
                    sender__isnull=False,
                    sender_organization__isnull=False,
                    consented_on__isnull=False,
                )
                | Q(
                    kind=Kind.WORRY.value, sender=None, sender_organization=None, consented_on=None
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at desk {self.desk_id}"


class Part(models.Model):
    """What an item says, per data category; erased some time after it was closed unlinked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="parts")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_part_per_category", fields=["item", "category"])
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.category}"


class Event(models.Model):
    """One line of an item's history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=10, choices=WHAT_LABELS)
    # Empty for what a parent wrote: nobody signed in.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # What a desk noted stays with that desk, also when another takes the item over.
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    for_sender = models.BooleanField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["item", "at"], name="history_of_an_item")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.what}"


class Link(models.Model):
    """Which family an item turned out to be about, and by which referral it was handed on.

    Of the desk alone: the sender does not learn whether a family was known.
    """

    item = models.OneToOneField(
        Item, on_delete=models.PROTECT, primary_key=True, related_name="link"
    )
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id}: {self.family_id}"
