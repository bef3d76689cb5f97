"""What duizend knows about signals, loaded from content; nothing of any family."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from duizend.access.rules import Category
from duizend.signals.rules.codes import Kind

KIND_LABELS = {
    Kind.RISK.value: _("weighs"),
    Kind.PROTECTIVE.value: _("protects"),
    Kind.NEUTRAL.value: _("good to know"),
}


class LifeDomain(models.Model):
    """A part of life: money, housing, network. Its code is also its data category."""

    code = models.SlugField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()
    explanation = models.CharField(max_length=500)
    restricted = models.BooleanField()
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Concept(models.Model):
    """Something that weighs or protects, with its source. FHIR: a concept of a CodeSystem."""

    code = models.SlugField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=10, choices=KIND_LABELS)
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT, related_name="concepts")
    label = models.CharField(max_length=100)
    explanation = models.CharField(max_length=500)
    restricted = models.BooleanField()
    adversity = models.BooleanField()
    # Only something that is asked about, such as the language one speaks; never a finding.
    is_topic = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField()
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["life_domain__order", "order"]

    def __str__(self) -> str:
        return self.label

    @property
    def category(self) -> str:
        """The data category of a signal of this concept."""
        return Category.SAFETY.value if self.restricted else self.life_domain_id


class Agreement(models.Model):
    """An agreed definition, looked at as a fact in words; never as an outcome."""

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    scope = models.CharField(max_length=20)
    municipalities = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    condition = models.JSONField()
    sentence = models.CharField(max_length=1000)
    action = models.CharField(max_length=500, blank=True)
    sources = models.JSONField(default=list)
    certainty = models.CharField(max_length=10)
    checked_on = models.DateField()
    note = models.CharField(max_length=1000, blank=True)
    order = models.PositiveSmallIntegerField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
