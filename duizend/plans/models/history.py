"""What changed in the plan, line by line."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family
from duizend.plans.models.plan import GOAL_LABELS, TASK_LABELS, WHOSE_LABELS

# In the order in which they are read.
FIELD_LABELS = {
    "words": _("words"),
    "what": _("what"),
    "who": _("who"),
    "by_when": _("by when"),
    "whose": _("whose goal"),
    "life_domain": _("about"),
    "crisis": _("urgent"),
    "made_on": _("agreed on"),
    "ended_on": _("ended on"),
    "status": _("how it stands"),
    "reason": _("reason"),
}


class Subject(models.TextChoices):
    GOAL = "goal", _("goal")
    TASK = "task", _("task")
    AGREEMENT = "agreement", _("agreement")


class Change(models.Model):
    """One change of a goal, a task or an agreement: what was there, what came instead.

    `before` and `after` hold only what differs: {field: text or code}. Whoever may see
    the line of the plan may see how it came about: `source_organization` is the one that
    wrote that line, also when another changed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20)
    source_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(max_length=10, choices=Subject)
    subject_id = models.UUIDField()
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family", "-recorded"], name="changes_of_a_family")]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}"

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What changed as (field, before, after), in words."""
        names = [name for name in FIELD_LABELS if name in self.before or name in self.after]
        return [
            (
                str(FIELD_LABELS[name]),
                "" if self.is_new else self._in_words(name, self.before.get(name, "")),
                self._in_words(name, self.after.get(name, "")),
            )
            for name in names
        ]

    def _in_words(self, name: str, value: str) -> str:
        if name == "status":
            labels = TASK_LABELS if self.subject == Subject.TASK else GOAL_LABELS
        elif name == "whose":
            labels = WHOSE_LABELS
        elif name == "life_domain":
            labels = CATEGORY_LABELS
        elif name == "crisis":
            return str(_("yes")) if value else str(_("no"))
        else:
            return value
        return str(labels.get(value, value))
