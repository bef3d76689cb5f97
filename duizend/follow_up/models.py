"""The ladder, what climbed it, what was chosen next, and calls."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family
from duizend.follow_up.rules.calling import Heard
from duizend.follow_up.rules.ladder import Rung
from duizend.follow_up.rules.next_steps import Choice, Why
from duizend.referrals.models import TERM_LABELS, Referral

RUNG_LABELS = {
    Rung.PERFORMER.value: _("the organisation that was asked"),
    Rung.SENDER.value: _("the referrer"),
    Rung.COORDINATOR.value: _("who coordinates"),
    Rung.DIRECTOR.value: _("the process director"),
}
WHY_LABELS = {
    Why.DECLINED.value: _("they cannot help"),
    Why.UNREACHED.value: _("contact did not come about"),
    Why.LEFT.value: _("nobody there works with duizend any more"),
    Why.STOPPED.value: _("the offer has stopped"),
}
CHOICE_LABELS = {
    Choice.OTHER.value: _("another offer"),
    Choice.LATER.value: _("again later"),
    Choice.COORDINATOR.value: _("who coordinates talks with the family"),
    Choice.NO_HELP.value: _("no help wanted now"),
    Choice.GOES_ON.value: _("it goes on after all"),
}
HEARD_LABELS = {
    Heard.CONTACT.value: _("there has been contact"),
    Heard.NOT_YET.value: _("there has been no contact yet"),
    Heard.UNREACHED.value: _("nobody answered"),
}


class NoteKind(models.TextChoices):
    CALLED = "called", pgettext_lazy("process director", "called")
    AGREED = "agreed", pgettext_lazy("process director", "agreed")


class Ladder(models.Model):
    """After how many working days each rung hears; the newest row holds.

    days: one number per rung of `Rung`, in its order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    days = ArrayField(models.PositiveSmallIntegerField())
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ["-recorded", "-pk"]

    def __str__(self) -> str:
        return ", ".join(map(str, self.days))


class Escalation(models.Model):
    """That a term had passed and who was told: once per rung of each term. Holds no content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="escalations")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    rung = models.PositiveSmallIntegerField(choices=RUNG_LABELS)
    term = models.CharField(max_length=10, choices=TERM_LABELS)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "rung"]
        constraints = [
            models.UniqueConstraint(
                name="each_rung_hears_once_of_a_term",
                fields=["referral", "term", "due_on", "rung"],
            )
        ]
        indexes = [models.Index(fields=["family", "rung"], name="escalations_of_a_family")]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.rung}"


class DirectorNote(models.Model):
    """What the process director did about a question: called somebody, agreed something."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind)
    words = models.CharField(_("what was said"), max_length=500)
    # For what was agreed: by when it should be so.
    by_when = models.DateField(_("by when"), null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        ordering = ["recorded", "pk"]
        constraints = [
            models.CheckConstraint(name="a_note_of_the_director_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="only_what_was_agreed_has_a_day",
                condition=Q(by_when=None) | Q(kind="agreed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.recorded:%Y-%m-%d}"


class OfOurs(models.Model):
    """What the referrer's side keeps about its own question; shielded when the question is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        abstract = True


class NextStep(OfOurs):
    """What was chosen when help did not come about. No words: only what was chosen, and when.

    settled_at: it was taken up again, so that the question is open anew.
    """

    why = models.CharField(max_length=10, choices=WHY_LABELS)
    choice = models.CharField(max_length=12, choices=CHOICE_LABELS)
    on = models.DateField(_("when"), null=True, blank=True)
    # How often contact had been tried when this was chosen.
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-recorded", "-pk"]
        indexes = [models.Index(fields=["referral", "-recorded"], name="what_was_chosen_next")]
        constraints = [
            models.UniqueConstraint(
                name="one_open_choice_per_referral",
                fields=["referral"],
                condition=Q(settled_at=None),
            ),
            models.CheckConstraint(
                name="later_says_when",
                condition=Q(choice="later", on__isnull=False) | (~Q(choice="later") & Q(on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why}: {self.choice}"


class Call(OfOurs):
    """The referrer called to hear whether contact has come about."""

    heard = models.CharField(max_length=10, choices=HEARD_LABELS)

    class Meta:
        ordering = ["-recorded", "-pk"]
        indexes = [models.Index(fields=["referral", "-recorded"], name="calls_about_a_referral")]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.heard}"
