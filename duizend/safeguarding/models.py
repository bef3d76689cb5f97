from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from duizend.access.models import Organization, User
from duizend.families.models import Family
from duizend.safeguarding import vault
from duizend.safeguarding.rules import Written, from_content

if TYPE_CHECKING:
    from typing import Self


class CaseQuerySet(models.QuerySet["Case"]):
    def readable_by(self, user: User) -> Self:
        """The first lock; the policy of the table is the second, and says the same."""
        if not (user.may_safeguard and user.is_active):
            return self.none()
        here = self.filter(organization_id=user.organization_id)
        if user.is_safeguarding_officer:
            return here
        return here.filter(Q(keeper=user) | Q(supervisor=user))


class Case(models.Model):
    """The steps of the meldcode about one family.

    About which family is said in the ciphertext alone: there is no key to the table of
    families, so that a copy of the database does not tell whom it is about, and nothing
    about a family ever stumbles over it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    # Who began; and who has it in hand now: the same, until the officer takes over.
    reporter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened = models.DateTimeField()
    sealed = models.BinaryField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organization", "-opened"], name="vault_of_organization")]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Entry(models.Model):
    """Something written in a case. It stays; what was wrong is corrected by an addition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["case", "recorded"], name="vault_entries")]

    def __str__(self) -> str:
        return f"entry {self.pk}"

    def opened(self) -> Written:
        content = vault.opened(self.sealed, self.pk)
        return Written(self.pk, from_content(content), self.recorder_id, self.recorded)


class VaultEvent(models.Model):
    """Who did or read what in a case: the vault's own log, apart from the families' log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    agent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["case", "-recorded"], name="vault_log")]

    def __str__(self) -> str:
        return f"event {self.pk}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, user: User) -> Self:
        """As the policy of the table: the three, and the family's own team while it is out."""
        cases = Case.objects.readable_by(user).values("pk")
        seen = Q(case_id__in=cases)
        if user.sees_restricted:
            seen |= Q(
                withdrawn_at=None,
                recorder_organization_id=user.organization_id,
                family_id__in=Family.objects.visible_to(user).values("pk"),
            )
        return self.filter(seen)


class Release(models.Model):
    """A copy of some steps that the keeper let out of the vault, as they were then.

    `family_id` says for whose team, as long as it is out; taking it back empties it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="releases")
    family_id = models.UUIDField(null=True)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BinaryField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["family_id"],
                condition=Q(withdrawn_at__isnull=True),
                name="released_of_a_family",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="taken_back_is_of_no_family",
                condition=Q(withdrawn_at__isnull=True, family_id__isnull=False)
                | Q(withdrawn_at__isnull=False, family_id__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"


class ReleaseReading(models.Model):
    """Who read what was released; shown to everybody who may read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="readings")
    agent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["release", "-recorded"], name="read_of_a_release")]

    def __str__(self) -> str:
        return f"reading {self.pk}"
