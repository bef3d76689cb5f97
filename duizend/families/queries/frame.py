"""Where a family is in the thousand days, and what frames each of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.charts.day_line import DayLine, Event, Mark
from duizend.core.dutch_dates import day_in_words
from duizend.families.models import (
    CareRelation,
    Family,
    PersonRole,
    RelationKind,
)
from duizend.families.rules.time import (
    PREGNANCY_DAYS,
    SECOND_BIRTHDAY_DAYS,
    Phase,
    day_on_line,
    phase,
)
from duizend.families.words import age_in_words, gestation_in_words


@dataclass(frozen=True)
class Moment:
    """Where a family is in the thousand days, as far as the one who asks may know."""

    due_date: date | None
    born_on: date | None
    phase: Phase


def moment(family: Family, today: date) -> Moment:
    """Due date, birth and phase, of the last pregnancy that may be seen and did not end.

    Without one: the youngest child, when it is in its thousand days.
    """
    going_on = [p for p in family.pregnancies.all() if p.ended_on is None]
    pregnancy = max(going_on, key=lambda p: p.recorded, default=None)
    if pregnancy is not None:
        due, born = pregnancy.due_date, pregnancy.born_on
        return Moment(due, born, phase(due, born, today))
    youngest = _youngest_child_of_now(family, today)
    return Moment(None, youngest, phase(None, youngest, today))


def _youngest_child_of_now(family: Family, today: date) -> date | None:
    born = [
        person.birth_date
        for person in family.people.all()
        if person.role == PersonRole.CHILD and not person.left_on and person.birth_date
    ]
    return max(
        (day for day in born if 0 <= (today - day).days <= SECOND_BIRTHDAY_DAYS), default=None
    )


def second_birthday(now: Moment) -> date | None:
    """The end of the thousand days, from the birth or the due date; None without either."""
    start = now.born_on or now.due_date
    return start + timedelta(days=SECOND_BIRTHDAY_DAYS) if start else None


def page_context(
    family: Family, user: User, today: date, *, tab: str, events: Sequence[Event] = ()
) -> dict[str, Any]:
    """What the frame of every page of a family needs; two queries.

    `tab` is one of overview, signals, appraisal, route, consent, referrals, plan, log.
    `events` are days on the thousand-day line: day 0 is the birth or the due date.
    """
    now = moment(family, today)
    relation = CareRelation.objects.current().of(user).filter(family=family).order_by("kind")
    mine = relation.first()
    return {
        "family": family,
        "tab": tab,
        "moment": now,
        "moment_words": moment_in_words(now, today),
        "day_line": day_line(now, today, events),
        "emergency": mine if mine and mine.kind == RelationKind.EMERGENCY else None,
        "today": today,
    }


def moment_in_words(now: Moment, today: date) -> str:
    """How far they are: `27 weken en 3 dagen`, or how old the child is."""
    if now.born_on is not None and now.born_on <= today:
        return age_in_words(now.born_on, today)
    return gestation_in_words(now.due_date, today) if now.due_date else ""


def day_line(now: Moment, today: date, events: Sequence[Event] = ()) -> DayLine | None:
    """The thousand days as a drawing; None when the dates are not known to the one who asks."""
    day = day_on_line(now.due_date, now.born_on, today)
    if day is None:
        return None
    first = -PREGNANCY_DAYS
    if now.due_date and now.born_on:
        # The line begins where the pregnancy did, also for a child that came early.
        first = (now.due_date - timedelta(days=PREGNANCY_DAYS) - now.born_on).days
    first = min(first, -1)
    words = moment_in_words(now, today)
    today_words = _("today")
    return DayLine(
        first=first,
        last=SECOND_BIRTHDAY_DAYS,
        today=day,
        today_label=f"{today_words} · {words}" if words else today_words,
        marks=[
            Mark(first, _("beginning")),
            Mark(0, _("birth")),
            Mark(365, _("1 year")),
            Mark(SECOND_BIRTHDAY_DAYS, _("2 years")),
        ],
        events=list(events),
        words=_("Today, %(day)s, is day %(number)d of about a thousand.")
        % {"day": day_in_words(today, today), "number": max(day - first, 0)},
    )
