from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.families.models import Family
from duizend.visits.rules import LONGEST_MINUTES, Kind, Slot, Status

KIND_LABELS = {
    Kind.HOME_VISIT.value: _("home visit"),
    Kind.PRENATAL_HOME_VISIT.value: _("home visit before the birth"),
    Kind.CONSULTATION.value: _("consultation"),
    Kind.PHONE.value: _("telephone call"),
    Kind.VIDEO.value: _("video call"),
    Kind.GROUP.value: _("group"),
}
STATUS_LABELS = {
    Status.PLANNED.value: _("planned"),
    Status.FINISHED.value: _("has been"),
    Status.CANCELLED.value: _("cancelled"),
    Status.NOSHOW.value: _("nobody was there"),
}


class Visit(models.Model):
    """A contact with a family, planned or past. FHIR: Encounter.

    What was said stands in its reports; this row tells only that it is, when and who.
    The organisation that recorded it is the one whose contact it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(_("kind of contact"), max_length=20, choices=KIND_LABELS)
    status = models.CharField(max_length=10, choices=STATUS_LABELS)
    start = models.DateTimeField(_("day and time"))
    duration = models.PositiveSmallIntegerField(_("how long"))
    practitioner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="visits", verbose_name=_("who goes")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    with_whom = models.CharField(_("who was there"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    settled = models.DateTimeField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["practitioner", "start"], name="visits_of_a_day"),
            models.Index(fields=["family", "-start"], name="visits_of_a_family"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_cancelled_visit_says_why",
                condition=~Q(status=Status.CANCELLED.value) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_visit_is_planned_or_settled",
                condition=Q(status=Status.PLANNED.value, settled__isnull=True)
                | (~Q(status=Status.PLANNED.value) & Q(settled__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_visit_takes_some_minutes",
                condition=Q(duration__gte=1, duration__lte=LONGEST_MINUTES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start:%Y-%m-%d %H:%M}"

    @property
    def organization(self) -> Organization:
        return self.recorder_organization

    @property
    def slot(self) -> Slot:
        return Slot(self.start, self.duration)

    @property
    def is_planned(self) -> bool:
        return self.status == Status.PLANNED

    @property
    def tag_kind(self) -> str:
        return {Status.PLANNED: "wait", Status.FINISHED: "done"}.get(Status(self.status), "neutral")


class Report(models.Model):
    """What was written about a contact, in one data category. FHIR: Composition.

    A contact can have more of them: what is shielded is written apart. A report is
    never changed; who has something to add or to correct adds one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="reports")
    category = models.CharField(_("this is about"), max_length=20, choices=CATEGORY_LABELS)
    text = models.TextField(_("report"), max_length=4000)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        ordering = ["recorded"]
        constraints = [
            models.CheckConstraint(name="a_report_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.recorded:%Y-%m-%d}"


class Move(models.Model):
    """A planned contact that was put on another moment, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="moves")
    from_start = models.DateTimeField()
    to_start = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        ordering = ["recorded"]
        constraints = [
            models.CheckConstraint(name="a_moved_visit_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.from_start:%Y-%m-%d %H:%M} → {self.to_start:%Y-%m-%d %H:%M}"
