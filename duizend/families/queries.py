"""What is asked about families: the caseload, a search that forgives, likely duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.access.rules import WORKS_WITH_FAMILIES
from duizend.core.charts.day_line import DayLine, Event, Mark
from duizend.core.dutch_dates import day_in_words
from duizend.families import bsn
from duizend.families.models import (
    CareRelation,
    Family,
    Identifier,
    Person,
    PersonRole,
    Pregnancy,
    RelationKind,
)
from duizend.families.rules.bsn import masked
from duizend.families.rules.days import parse_day
from duizend.families.rules.names import LIKELY_THE_SAME, LOOKS_ALIKE, resemblance, trigrams
from duizend.families.rules.time import (
    PREGNANCY_DAYS,
    SECOND_BIRTHDAY_DAYS,
    Phase,
    day_on_line,
    phase,
)
from duizend.families.words import age_in_words, gestation_in_words

_POSTAL_CODE = re.compile(r"^\s*(\d{4})\s*([A-Za-z]{2})\s*$")
MOST_HITS = 25


@dataclass(frozen=True)
class Moment:
    """Where a family is in the thousand days, as far as the one who asks may know."""

    due_date: date | None
    born_on: date | None
    phase: Phase


@dataclass(frozen=True)
class LooksLike:
    """A family of the own organisation that may be the one being registered.

    family_id only for who may open it; else the colleague to ask.
    """

    family_id: UUID | None
    colleague: str


def caseload(user: User) -> QuerySet[Family]:
    """The families of this person, newest first, with their people and pregnancy."""
    return (
        Family.objects.visible_to(user)
        .filter(closed_on=None)
        .select_related("municipality")
        .prefetch_related(
            Prefetch("people", queryset=Person.objects.filter(left_on=None)),
            Prefetch("pregnancies", queryset=Pregnancy.objects.order_by("-recorded")),
        )
        .order_by("-recorded", "pk")
    )


def search(user: User, text: str, *, today: date) -> list[Family]:
    """Families of this person by name, birth date, due date or postcode, best match first.

    Forgives typing errors: names are compared by trigrams. At most `MOST_HITS`.
    """
    text = text.strip()[:100]
    mine = CareRelation.objects.current().of(user).values("family_id")
    if not text:
        return []
    day = parse_day(text, today)
    if day is not None:
        ids = set(
            Person.objects.filter(family_id__in=mine, birth_date=day).values_list(
                "family_id", flat=True
            )
        ) | set(
            Pregnancy.objects.filter(family_id__in=mine)
            .filter(Q(due_date=day) | Q(born_on=day))
            .values_list("family_id", flat=True)
        )
        return _in_order(user, list(ids))
    postal_code = _POSTAL_CODE.match(text)
    if postal_code:
        digits, letters = postal_code.groups()
        wanted = [f"{digits}{letters.upper()}", f"{digits} {letters.upper()}"]
        return _in_order(
            user,
            list(
                Person.objects.filter(family_id__in=mine, postal_code__in=wanted).values_list(
                    "family_id", flat=True
                )
            ),
        )
    asked = trigrams(text)
    rows = Person.objects.filter(
        family_id__in=mine, left_on=None, search_trigrams__overlap=sorted(asked)
    ).values_list("family_id", "search_trigrams")
    return _in_order(user, _best_first(rows, asked))


def _best_first(rows: Iterable[tuple[UUID, list[str]]], asked: frozenset[str]) -> list[UUID]:
    by_family: dict[UUID, set[str]] = {}
    best: dict[UUID, float] = {}
    for family_id, stored in rows:
        by_family.setdefault(family_id, set()).update(stored)
        best[family_id] = max(best.get(family_id, 0.0), resemblance(asked, stored))
    scored = {
        # All names of the family together count too: "samira bos" finds both parents.
        family_id: max(best[family_id], 0.95 * resemblance(asked, stored))
        for family_id, stored in by_family.items()
    }
    found = [family_id for family_id, value in scored.items() if value >= LOOKS_ALIKE]
    return sorted(found, key=lambda family_id: (-scored[family_id], str(family_id)))


def _in_order(user: User, ids: list[UUID]) -> list[Family]:
    ids = list(dict.fromkeys(ids))[:MOST_HITS]
    found = {family.pk: family for family in caseload(user).filter(pk__in=ids)}
    return [found[family_id] for family_id in ids if family_id in found]


def possible_duplicates(name: str, birth_date: date | None) -> list[LooksLike]:
    """Families of the own organisation with a mother of about this name.

    The same birth date, or a name that is nearly the same, makes it worth asking.
    """
    asked = trigrams(name)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select family_id, birth_date, trigrams, visible, colleague "
            "from rls.possible_duplicates(%s)",
            [sorted(asked)],
        )
        rows = cursor.fetchall()
    found: list[tuple[float, LooksLike]] = []
    for family_id, born, stored, visible, colleague in rows:
        alike = resemblance(asked, stored)
        same_day = birth_date is not None and born == birth_date
        if (same_day and alike >= LOOKS_ALIKE) or (
            alike >= LIKELY_THE_SAME and (birth_date is None or born is None)
        ):
            found.append((alike, LooksLike(family_id if visible else None, colleague or "")))
    return [hit for _alike, hit in sorted(found, key=lambda pair: -pair[0])[:5]]


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


def care_team(family: Family) -> QuerySet[CareRelation]:
    """Who works with this family now, in the order in which they came."""
    return (
        CareRelation.objects.current()
        .filter(family=family)
        .select_related("practitioner", "organization")
        .order_by("period_start")
    )


def people_of_now(family: Family) -> QuerySet[Person]:
    """Who belongs to the family and its own network, those who left not included."""
    return Person.objects.filter(family=family, left_on=None).order_by("birth_date", "recorded")


def pregnancy_of_now(family: Family) -> Pregnancy | None:
    """The pregnancy that goes on, when it may be seen."""
    going_on = (p for p in family.pregnancies.all() if not p.ended_on and not p.born_on)
    return max(going_on, key=lambda p: p.recorded, default=None)


def colleagues_outside(family: Family, user: User) -> QuerySet[User]:
    """Who of the own organisation may still be added to the team around this family."""
    inside = CareRelation.objects.filter(family=family, period_end=None).values("practitioner_id")
    return (
        User.objects.filter(
            organization_id=user.organization_id, is_active=True, role__in=WORKS_WITH_FAMILIES
        )
        .exclude(pk__in=inside)
        .order_by("given_name", "family_name")
    )


def masked_bsns(family: Family) -> dict[UUID, str]:
    """Per person the last three digits of the BSN that one's own organisation keeps."""
    return {
        identifier.person_id: masked(bsn.opened(identifier.ciphertext))
        for identifier in Identifier.objects.filter(family=family)
    }


def mother(family: Family) -> Person | None:
    """The mother (to be), from the people already fetched where they are."""
    return next(
        (p for p in family.people.all() if p.role == PersonRole.PREGNANT and not p.left_on), None
    )


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
            Mark(first, _("start")),
            Mark(0, _("birth")),
            Mark(365, _("1 year")),
            Mark(SECOND_BIRTHDAY_DAYS, _("2 years")),
        ],
        events=list(events),
        words=_("Today, %(day)s, is day %(number)d of about a thousand.")
        % {"day": day_in_words(today, today), "number": max(day - first, 0)},
    )
