from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from duizend.access.models import Municipality, Organization, User

if TYPE_CHECKING:
    from typing import Self


class FamilyQuerySet(models.QuerySet["Family"]):
    def visible_to(self, user: User) -> Self:
        """Families with which this person has a care relation now, emergency included."""
        return self.filter(pk__in=CareRelation.objects.current().of(user).values("family_id"))


class Family(models.Model):
    """One family, from the first signal to the second birthday and a little after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the family"), max_length=200)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, verbose_name=_("municipality")
    )
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.name


class PersonRole(models.TextChoices):
    PREGNANT = "pregnant", _("mother (to be)")
    PARTNER = "partner", _("partner")
    CHILD = "child", _("child")
    NETWORK = "network", _("my people")


class Literacy(models.TextChoices):
    UNKNOWN = "", _("not discussed yet")
    EASY = "easy", _("reading is easy")
    EFFORT = "effort", _("reading takes effort")
    ORAL = "oral", _("prefers to hear it")


class Person(models.Model):
    """Someone of the family, or someone they lean on. FHIR: Patient or RelatedPerson.

    A child is a person of the family, not a patient (ADR 0021).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="people")
    role = models.CharField(_("who is this"), max_length=10, choices=PersonRole)
    given_name = models.CharField(_("first name"), max_length=100)
    family_name = models.CharField(_("last name"), max_length=100, blank=True)
    relationship = models.CharField(_("what they are to each other"), max_length=100, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("place"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=60, blank=True)
    needs_interpreter = models.BooleanField(_("an interpreter is needed"), default=False)
    literacy = models.CharField(_("reading"), max_length=10, choices=Literacy, blank=True)
    search_trigrams = ArrayField(models.CharField(max_length=3), default=list, editable=False)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "people"
        indexes = [GinIndex(fields=["search_trigrams"], name="person_trigrams")]
        constraints = [
            models.UniqueConstraint(
                name="a_family_has_one_mother",
                fields=["family"],
                condition=Q(role=PersonRole.PREGNANT, left_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def initials(self) -> str:
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()


class Pregnancy(models.Model):
    """A pregnancy with its due date; after the birth the child carries its own date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="pregnancies")
    due_date = models.DateField(_("due date"))
    born_on = models.DateField(_("born on"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        verbose_name_plural = "pregnancies"
        constraints = [
            models.CheckConstraint(
                name="a_pregnancy_ends_one_way",
                condition=Q(born_on__isnull=True) | Q(ended_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"due {self.due_date}"


class Identifier(models.Model):
    """A BSN, encrypted. Only for organisations with a legal ground (UAVG article 46).

    Each organisation keeps its own: each checks who it has before it, and none sees the other's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    ciphertext = models.BinaryField()
    identity_checked_on = models.DateField(_("identity checked on"), null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_bsn_per_organization", fields=["person", "recorder_organization"]
            )
        ]

    def __str__(self) -> str:
        return f"BSN of {self.person_id}"


class RelationKind(models.TextChoices):
    CARE = "care", _("care relation")
    EMERGENCY = "emergency", _("emergency access")


# Long enough for one urgent contact and its notes; then it closes by itself.
EMERGENCY_LASTS = timedelta(hours=4)


class CareRelationQuerySet(models.QuerySet["CareRelation"]):
    def current(self) -> Self:
        """Relations that hold now; an emergency one ends by itself."""
        return self.filter(Q(period_end__isnull=True) | Q(period_end__gt=Now()))

    def of(self, user: User) -> Self:
        """Those of somebody, for the organisation where they work now."""
        return self.filter(practitioner=user, organization_id=user.organization_id)


class CareRelation(models.Model):
    """Why a professional may open this family. FHIR: CareTeam.participant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="care_relations")
    practitioner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="care_relations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RelationKind, default=RelationKind.CARE)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    period_start = models.DateTimeField()
    period_end = models.DateTimeField(null=True, blank=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CareRelationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["practitioner", "family"],
                condition=Q(period_end__isnull=True),
                name="care_relation_caseload",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_open_care_relation_each",
                fields=["family", "practitioner"],
                condition=Q(period_end__isnull=True),
            ),
            models.CheckConstraint(
                name="emergency_access_has_a_reason_and_an_end",
                condition=~Q(kind=RelationKind.EMERGENCY)
                | (~Q(reason="") & Q(period_end__isnull=False)),
            ),
            models.CheckConstraint(
                name="emergency_access_is_short",
                condition=~Q(
                    kind=RelationKind.EMERGENCY,
                    period_end__gt=F("period_start") + EMERGENCY_LASTS,
                ),
            ),
            models.CheckConstraint(
                name="a_care_relation_ends_after_its_start",
                condition=Q(period_end__isnull=True) | Q(period_end__gte=F("period_start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner}: {self.family_id}"
