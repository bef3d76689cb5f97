"""By when the steps of a card are due, each counted from the steps that go before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from duizend.core.working_days import agreed_day
from duizend.pathways.rules.cards import CardStep
from duizend.pathways.rules.timing import Moment


class Due(NamedTuple):
    """The last day of a step, never before today; passed_on: the day agreed when that is past."""

    due_on: date | None
    passed_on: date | None


def in_turn(steps: Sequence[CardStep]) -> list[CardStep]:
    """Each step after those that go before it, else in their order.

    What goes round in a circle comes last, in its order: `checking.check` refuses it.
    """
    waiting = list(steps)
    done: set[str] = set()
    known = {step.code for step in steps}
    found: list[CardStep] = []
    while waiting:
        ready = next(
            (step for step in waiting if done.issuperset(known.intersection(step.after))),
            waiting[0],
        )
        waiting.remove(ready)
        done.add(ready.code)
        found.append(ready)
    return found


def days_of(steps: Iterable[tuple[CardStep, bool]], moment: Moment) -> dict[str, Due]:
    """The days of these steps by their code; each comes after those before it, with whether it
    applies. Days and working days count from the last day of the steps before, or from today;
    a step that does not apply takes no time.
    """
    today = moment.today
    ends: dict[str, date] = {}
    found: dict[str, Due] = {}
    for step, applies in steps:
        start = today
        for code in step.after:
            start = max(start, ends.get(code, today))
        ends[step.code] = start
        within = step.within
        if not applies or within is None:
            found[step.code] = Due(None, None)
            continue
        agreed = agreed_day(start, within, due_date=moment.due_date, born_on=moment.born_on)
        if agreed is None:
            found[step.code] = Due(None, None)
        elif agreed < today:
            found[step.code] = Due(today, agreed)
        else:
            ends[step.code] = max(start, agreed)
            found[step.code] = Due(agreed, None)
    return found
