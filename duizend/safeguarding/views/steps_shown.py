"""The five steps as the page and the paper show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from duizend.access.models import User
from duizend.safeguarding import facts
from duizend.safeguarding.rules import (
    STEPS,
    Kind,
    Written,
    additions_to,
    of_step,
    second_person,
)
from duizend.safeguarding.words import (
    ANSWER_LABELS,
    STEP_HINTS,
    STEP_LABELS,
    STEP_PATHS,
    VIEW_LABELS,
)


@dataclass(frozen=True)
class Shown:
    """An entry, who wrote it, its answers in words, and what was added to it later."""

    entry: Written
    who: User
    answers: Sequence[tuple[str, str | Promise]]
    additions: Sequence[Shown]


@dataclass(frozen=True)
class StepShown:
    """A step with its place in the usual order, its address and what was written for it."""

    number: int
    kind: Kind
    label: str | Promise
    hint: str | Promise
    path: str
    entries: Sequence[Shown]


def who_wrote(entries: Iterable[Written]) -> Mapping[int, User]:
    """Everybody who wrote something, by id; one query."""
    return User.objects.select_related("organization").in_bulk(
        {entry.recorder_id for entry in entries}
    )


def steps_shown(entries: Sequence[Written], people: Mapping[int, User]) -> list[StepShown]:
    """All five, also those for which nothing was written."""
    return [
        StepShown(
            number,
            step,
            STEP_LABELS[step],
            STEP_HINTS[step],
            STEP_PATHS[step],
            [shown_with(one, entries, people) for one in of_step(entries, step)],
        )
        for number, step in enumerate(STEPS, start=1)
    ]


def shown_with(one: Written, entries: Sequence[Written], people: Mapping[int, User]) -> Shown:
    """One entry with who wrote it and what was added to it among `entries`."""
    asked = facts.questions()
    return Shown(
        one,
        people[one.recorder_id],
        [(asked[code].words, ANSWER_LABELS[given]) for code, given in one.words.answers.items()],
        [shown_with(later, entries, people) for later in additions_to(entries, one.id)],
    )


@dataclass(frozen=True)
class SecondShown:
    """What the second person was asked and said about the last decision."""

    asked: Shown | None
    looked: Sequence[tuple[Shown, str | Promise]]
    waits: bool


def second_shown(entries: Sequence[Written], people: Mapping[int, User]) -> SecondShown:
    second = second_person(entries)
    return SecondShown(
        shown_with(second.asked, entries, people) if second.asked else None,
        [(shown_with(one, entries, people), VIEW_LABELS[one.words.view]) for one in second.looked],
        second.waits,
    )


def turns_shown(entries: Sequence[Written], people: Mapping[int, User]) -> list[Shown]:
    """When it was finished and opened again, in order."""
    return [
        shown_with(one, entries, people)
        for one in entries
        if one.words.kind in (Kind.FINISH, Kind.REOPEN)
    ]
