"""What protected and what weighed, when: the lines of the balance over time.

In: what was named, with the days on which it began and ended for who looks. Out: each
concept once, with the times that it was so. Nothing is added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duizend.core.charts.lanes import Kind, Lane, Span


@dataclass(frozen=True)
class Named:
    """Something named in a family, from a day until a day; `until` None: still so."""

    concept: str
    label: str
    kind: Kind
    life_domain: str
    since: date
    until: date | None


@dataclass(frozen=True)
class DomainStory:
    """A life domain: its lanes, and since when it has been talked about (None: not yet)."""

    code: str
    name: str
    lanes: tuple[Lane, ...]
    spoken_since: date | None


@dataclass(frozen=True)
class DomainThen:
    """A life domain on one day: what protected and what weighed, in words."""

    name: str
    protective: tuple[str, ...]
    risk: tuple[str, ...]
    discussed: bool

    @property
    def silent(self) -> bool:
        return not self.protective and not self.risk


def stories(
    domains: Sequence[tuple[str, str]], named: Iterable[Named], discussed: Mapping[str, date]
) -> list[DomainStory]:
    """One story for each life domain (code, name), in their order.

    `discussed` says since when a life domain was talked about, also without anything named.
    """
    by_domain: dict[str, dict[str, list[Named]]] = {}
    for one in named:
        by_domain.setdefault(one.life_domain, {}).setdefault(one.concept, []).append(one)
    found = []
    for code, name in domains:
        concepts = by_domain.get(code, {})
        lanes = tuple(
            Lane(same[0].label, same[0].kind, merged(Span(one.since, one.until) for one in same))
            for same in concepts.values()
        )
        days = [span.since for lane in lanes for span in lane.spans]
        if code in discussed:
            days.append(discussed[code])
        found.append(DomainStory(code, name, lanes, min(days, default=None)))
    return found


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Times that touch or overlap become one: the same thing said by two is one thing."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: span.since):
        last = kept[-1] if kept else None
        if last is None or (last.until is not None and last.until < span.since):
            kept.append(span)
        else:
            kept[-1] = Span(last.since, _later(last.until, span.until))
    return tuple(kept)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def on(story: DomainStory, day: date) -> DomainThen:
    """What was so at the end of that day. On the day that something ended it is over."""
    there = [lane for lane in story.lanes if any(_holds(span, day) for span in lane.spans)]
    return DomainThen(
        name=story.name,
        protective=tuple(lane.label for lane in there if lane.kind == "protective"),
        risk=tuple(lane.label for lane in there if lane.kind == "risk"),
        discussed=story.spoken_since is not None and story.spoken_since <= day,
    )


def _holds(span: Span, day: date) -> bool:
    return span.since <= day and (span.until is None or day < span.until)
