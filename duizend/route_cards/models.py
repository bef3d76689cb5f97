from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import User
from duizend.pathways.models import RouteCard


class CardDraft(models.Model):
    """A route card that is being written; when it is set it becomes a version of its card.

    `content` has the shape of a card, without what is only known when it is set, and may miss
    things. `based_on` is the version it began as; None for a new card.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=200)
    based_on = models.PositiveIntegerField(null=True, blank=True)
    content = models.JSONField()
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    # The version it became.
    set_as = models.OneToOneField(
        RouteCard, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_draft_of_a_card", fields=["code"], condition=Q(set_as=None)
            )
        ]

    def __str__(self) -> str:
        return self.name
