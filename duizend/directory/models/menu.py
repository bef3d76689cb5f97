from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import Municipality, Organization
from duizend.core.content import Source, cited
from duizend.core.dutch_dates import long_day
from duizend.directory import rules, words

if TYPE_CHECKING:
    from typing import Self


def codes(length: int = 30) -> ArrayField[list[str], list[str]]:
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


def lines() -> ArrayField[list[str], list[str]]:
    return ArrayField(models.TextField(), default=list, blank=True)


def cost_source(cost: dict[str, Any] | None) -> Source | None:
    """Where an amount comes from, as it is shown."""
    if not cost or not cost.get("source"):
        return None
    return cited([{"ref": cost["source"], "year": cost["year"]}])[0]


class Content(models.Model):
    """What every row of content carries: its code, where it comes from, whether it still holds."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    phases = codes()
    life_domains = codes()
    forms = codes()
    for_fathers = models.BooleanField(default=False)
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def cited(self) -> list[Source]:
        return cited(self.sources)

    @property
    def phases_in_words(self) -> str:
        return words.listed(self.phases, words.PHASES)

    @property
    def life_domains_in_words(self) -> str:
        return words.listed(self.life_domains, words.LIFE_DOMAINS)

    @property
    def forms_in_words(self) -> str:
        return words.listed(self.forms, words.FORMS)


class Intervention(Content):
    """A way of helping that is known beyond one place, with its recognition and its cost."""

    aliases = lines()
    for_whom = models.TextField()
    goal = models.TextField()
    prevention = codes()
    # As far as a source says; empty: not known.
    intensity_level = models.CharField(max_length=10, choices=words.INTENSITY, blank=True)
    # Months from birth: -7 is seven months before. Empty: no bound known.
    window_from = models.FloatField(null=True, blank=True)
    window_until = models.FloatField(null=True, blank=True)
    intensity = models.TextField(blank=True)
    delivered_by = lines()
    access = models.TextField(blank=True)
    evidence_level = models.CharField(max_length=20, choices=words.EVIDENCE)
    # A day or only a year, as the register gives it.
    evidence_date = models.CharField(max_length=10, blank=True)
    evidence_register = models.CharField(max_length=200, blank=True)
    evidence_note = models.TextField(blank=True)
    financing = lines()
    financing_verified = models.BooleanField(default=False)
    # {amount_eur, unit, year, note, source, kind: cost|benefit} as in the content file.
    cost = models.JSONField(null=True, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    unverified = lines()
    certainty = models.CharField(max_length=10, choices=words.CERTAINTY)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:intervention", args=[self.code])

    @property
    def prevention_in_words(self) -> str:
        return words.listed(self.prevention, words.PREVENTION)

    @property
    def evidence_day(self) -> str:
        """The day of the recognition in words, or only its year when the register gives no more."""
        if len(self.evidence_date) != len("2026-11-23"):
            return self.evidence_date
        return long_day(date.fromisoformat(self.evidence_date))

    @property
    def cost_source(self) -> Source | None:
        return cost_source(self.cost)


class OfferQuerySet(models.QuerySet["Offer"]):
    """`on` is today unless another day is asked."""

    def on_the_menu(self, on: date | None = None) -> Self:
        """What takes new families on this day."""
        on = on or timezone.localdate()
        return self.filter(retired_on=None).filter(Q(stops_on=None) | Q(stops_on__gt=on))

    def nearest_first(self, on: date | None = None) -> Self:
        """Informal, then other help, then what needs an indication; free and soonest first.

        What nobody checked for a long time sinks to the end of its part.
        """
        last = rules.months_before(on or timezone.localdate(), rules.STALE_AFTER_MONTHS)
        return self.order_by(
            "indication_needed",
            F("informal").desc(),
            Case(When(checked_on__lte=last, then=Value(1)), default=Value(0)),
            F("free").desc(),
            F("waiting_days").asc(nulls_last=True),
            "name",
        )


class Offer(Content):
    """What one can get here: who gives it, where, when, and how soon."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="offers")
    interventions = models.ManyToManyField(Intervention, related_name="offers", blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="offers")
    neighbourhoods = lines()
    summary = models.TextField()
    for_whom = models.TextField(blank=True)
    goal = models.TextField(blank=True)
    intensity = models.CharField(max_length=10, choices=words.INTENSITY, blank=True)
    languages = codes(3)
    informal = models.BooleanField(default=False)
    free = models.BooleanField(default=False)
    indication_needed = models.BooleanField(default=False)
    price = models.CharField(max_length=200, blank=True)
    financing = codes()
    # What it costs who pays for it; the shape of Intervention.cost.
    cost = models.JSONField(null=True, blank=True)
    who_may_refer = codes()
    days = codes(3)
    places = lines()
    waiting_days = models.PositiveSmallIntegerField(null=True, blank=True)
    waiting_checked_on = models.DateField(null=True, blank=True)
    priority_for_pregnant = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    # Who keeps this true; gets a link to do so, needs no account.
    owner_name = models.CharField(max_length=200, blank=True)
    owner_email = models.EmailField(blank=True)
    # What another list of offers calls it: its key when offers come in again.
    external_id = models.CharField(max_length=200, blank=True)
    # From this day on no new families.
    stops_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(fields=["life_domains"], name="offers_by_life_domain")]
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"],
                name="one_offer_per_external_id",
                condition=~Q(external_id=""),
            ),
            models.CheckConstraint(
                name="a_waiting_time_says_when_it_was_asked",
                condition=Q(waiting_days=None) | Q(waiting_checked_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:offer", args=[self.code])

    @property
    def icon(self) -> str:
        return words.FORM_ICONS.get(next(iter(self.forms), ""), "heart")

    @property
    def in_short(self) -> str:
        """`Welzijn Samen · in een groep · Gieten`"""
        parts = [self.organization.name, self.forms_in_words, words.listed(self.places, {})]
        return " · ".join(part for part in parts if part)

    @property
    def waiting_in_words(self) -> str:
        return words.waiting(self.waiting_days)

    @property
    def languages_in_words(self) -> str:
        return words.listed(self.languages, words.LANGUAGES)

    @property
    def days_in_words(self) -> str:
        return words.listed(self.days, words.DAYS)

    @property
    def referrers_in_words(self) -> str:
        return words.referrers(self.who_may_refer)

    @property
    def municipalities_in_words(self) -> str:
        return words.listed([place.name for place in self.municipalities.all()], {})

    @property
    def financing_in_words(self) -> str:
        return words.listed(self.financing, words.FINANCING)

    @property
    def stale_in_words(self) -> str:
        """How long nobody checked it; empty as long as it may be relied on."""
        today = timezone.localdate()
        if not rules.is_stale(self.checked_on, today):
            return ""
        return words.unchecked(rules.months_since(self.checked_on, today))

    @property
    def cost_source(self) -> Source | None:
        return cost_source(self.cost)
