"""Where a question goes first, and from which desk to which."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import Municipality, User
from duizend.intake.models.items import Desk, Item
from duizend.intake.rules import Word
from duizend.referrals.models import Referral

# Words for a question that waits, never for a person.
WORD_LABELS = {
    Word.MEDICAL.value: _("medical question"),
    Word.SOCIAL.value: _("question that is not medical"),
    Word.RAISED.value: _("question with raised risk: first a long talk"),
}


class Sorting(models.Model):
    """Where somebody of the desk thinks that a question goes first, and why.

    Of an item or of a referral to the desk; the last one counts. The policy shows it while
    the question waits, and a job erases it after that: it never becomes a word for a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        Item, null=True, blank=True, on_delete=models.PROTECT, related_name="sortings"
    )
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    word = models.CharField(max_length=10, choices=WORD_LABELS)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="one_question_is_sorted_with_a_reason",
                condition=(
                    Q(item=None, referral__isnull=False) | Q(item__isnull=False, referral=None)
                )
                & ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id or self.referral_id}: {self.word}"


class Move(models.Model):
    """One desk asks another to take something over; it stays with the first until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="moves")
    from_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    to_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    # Where she turned out to live.
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(default=False)
    # Why not, for the desk that asked.
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_move_of_an_item", fields=["item"], condition=Q(answered_at=None)
            ),
            models.CheckConstraint(
                name="a_desk_asks_another_desk", condition=~Q(from_desk=F("to_desk"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.from_desk_id} → {self.to_desk_id}"
