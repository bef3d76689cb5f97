"""The balance over time: what was named, since when and until when, for who looks.

What is shielded is never in it, also not for who may see it: the screen is shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone

from duizend.access.rules import RESTRICTED
from duizend.core.charts import lanes
from duizend.families.models import Family
from duizend.portraits.rules.timeline import DomainStory, DomainThen, Named, on, stories
from duizend.signals.models import Appraisal, Discussed, Signal
from duizend.signals.queries import life_domains
from duizend.signals.rules.codes import Kind, Status

# A drawing of one day says nothing: it shows two weeks at least.
SHORTEST = timedelta(days=14)


@dataclass(frozen=True)
class Balance:
    """The stories of all life domains from `first` to `today`, and the days of weighing."""

    stories: list[DomainStory]
    moments: list[date]
    first: date
    today: date

    @property
    def spoken(self) -> list[DomainStory]:
        return [story for story in self.stories if story.spoken_since is not None]

    @property
    def unspoken(self) -> list[DomainStory]:
        return [story for story in self.stories if story.spoken_since is None]

    def on(self, day: date) -> list[DomainThen]:
        """What protected and what weighed on a day, for every life domain."""
        return [on(story, day) for story in self.stories]

    def drawing(self, story: DomainStory, rows: lanes.Rows = lanes.USUAL) -> lanes.Lanes:
        return lanes.draw(
            story.lanes,
            first=self.first,
            last=self.today,
            moments=self.moments,
            spoken_since=story.spoken_since,
            rows=rows,
        )


def balance(family: Family, today: date) -> Balance:
    """Four queries, whatever was named."""
    domains = [(d.code, d.name) for d in life_domains() if not d.restricted]
    named = _named(family)
    discussed = _discussed(family)
    moments = _days_of_weighing(family, today)
    days = [one.since for one in named] + list(discussed.values()) + moments
    return Balance(
        stories=stories(domains, named, discussed),
        moments=moments,
        first=min([*days, today - SHORTEST]),
        today=today,
    )


def _named(family: Family) -> list[Named]:
    signals = (
        Signal.objects.filter(
            family=family,
            concept__kind__in=(Kind.PROTECTIVE, Kind.RISK),
            concept__restricted=False,
        )
        .exclude(category__in=RESTRICTED)
        .exclude(status=Status.ENTERED_IN_ERROR)
        .select_related("concept")
        .order_by("concept__order", "recorded")
    )
    return [
        Named(
            concept=signal.concept_id,
            label=signal.concept.label,
            kind="protective" if signal.concept.kind == Kind.PROTECTIVE else "risk",
            life_domain=signal.concept.life_domain_id,
            since=timezone.localdate(signal.recorded),
            until=timezone.localdate(signal.ended) if signal.ended else None,
        )
        for signal in signals
    ]


def _discussed(family: Family) -> dict[str, date]:
    """Since when each life domain was talked about; that safety was stays shielded."""
    first = (
        Discussed.objects.filter(family=family)
        .exclude(category__in=RESTRICTED)
        .values("life_domain_id")
        .annotate(since=Min("recorded"))
    )
    return {row["life_domain_id"]: timezone.localdate(row["since"]) for row in first}


def _days_of_weighing(family: Family, today: date) -> list[date]:
    days = Appraisal.objects.filter(family=family, decided_on__lte=today)
    return sorted(set(days.values_list("decided_on", flat=True)))
