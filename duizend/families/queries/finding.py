"""The caseload, a search that forgives, likely duplicates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from duizend.access.models import User
from duizend.core.one_of import one_of
from duizend.families.models import (
    CareRelation,
    Family,
    Person,
    Pregnancy,
)
from duizend.families.rules.days import parse_day
from duizend.families.rules.names import LOOKS_ALIKE, resemblance, trigrams

_POSTAL_CODE = re.compile(r"^\s*(\d{4})\s*([A-Za-z]{2})\s*$")
MOST_HITS = 25


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
    mine = one_of("family_id", CareRelation.objects.current().of(user).values("family_id"))
    if not text:
        return []
    day = parse_day(text, today)
    if day is not None:
        ids = set(
            Person.objects.filter(mine, birth_date=day).values_list("family_id", flat=True)
        ) | set(
            Pregnancy.objects.filter(mine)
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
                Person.objects.filter(mine, postal_code__in=wanted).values_list(
                    "family_id", flat=True
                )
            ),
        )
    asked = trigrams(text)
    rows = Person.objects.filter(
        mine, left_on=None, search_trigrams__overlap=sorted(asked)
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
            "select family_id, colleague from rls.possible_duplicates(%s, %s)",
            [sorted(asked), birth_date],
        )
        return [LooksLike(family_id, colleague or "") for family_id, colleague in cursor.fetchall()]
