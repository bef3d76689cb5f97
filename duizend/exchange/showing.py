"""A plan as the preview shows it: which lines, and each in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duizend.directory.models import Offer
from duizend.exchange.rules.plans import Outcome, Outlook, Plan
from duizend.exchange.rules.vocabulary import Vocabulary
from duizend.exchange.words import OUTCOMES, column, note, shown, why

# What asks for attention stands first.
ORDER = (Outcome.REFUSED, Outcome.CHANGED, Outcome.ADDED, Outcome.UNCHANGED)


@dataclass(frozen=True)
class Tab:
    code: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True)
class ShownLine:
    """A line of the preview. `changes` are (column, old, new) in words."""

    number: int
    name: str
    outcome: str
    label: str
    changes: Sequence[tuple[str, str, str]]
    remarks: Sequence[str]
    reasons: Sequence[str]


def tabs(plan: Plan, wanted: str) -> list[Tab]:
    counts = plan.counts
    return [
        Tab(outcome.value, str(OUTCOMES[outcome]), counts[outcome], outcome.value == wanted)
        for outcome in ORDER
    ]


def chosen(plan: Plan, wanted: str) -> list[Outlook]:
    """The lines with this outcome; without one, all that is not unchanged, refused first."""
    if wanted in set(Outcome):
        return plan.of(Outcome(wanted))
    return [line for outcome in ORDER[:-1] for line in plan.of(outcome)]


def line(one: Outlook, words: Vocabulary) -> ShownLine:
    return ShownLine(
        one.row.line,
        str(one.row.values.get("name") or one.values.get("name") or one.row.id),
        one.outcome.value,
        str(OUTCOMES[one.outcome]),
        [
            (column(c.field), shown(c.field, c.old, words), shown(c.field, c.new, words))
            for c in one.changes
        ],
        [note(remark) for remark in one.remarks],
        [why(problem) for problem in one.problems],
    )


def names(codes: Iterable[str]) -> list[str]:
    """What the offers with these codes are called."""
    return list(Offer.objects.filter(code__in=list(codes)).values_list("name", flat=True))
