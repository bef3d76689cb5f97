"""What the palette is made of: the menu of some municipalities, and counts of what was missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import connection
from django.db.models import Q

from duizend.access.models import Municipality, User
from duizend.directory.models import Offer
from duizend.palette.rules.offered import Offered


def places(user: User) -> list[Municipality]:
    """The municipalities in which the organisation of this person works, by name."""
    return list(user.organization.municipalities.order_by("name", "code"))


def offered(municipalities: Collection[str], today: date) -> list[Offered]:
    """What is on the menu there and still takes families. Three queries, whatever there is."""
    found = (
        Offer.objects.on_the_menu()
        .filter(Q(stops_on=None) | Q(stops_on__gt=today), municipalities__in=municipalities)
        .select_related("organization")
        .prefetch_related("municipalities", "interventions")
        .distinct()
        .order_by("name", "code")
    )
    return [_plain(offer, municipalities) for offer in found]


def _plain(offer: Offer, municipalities: Collection[str]) -> Offered:
    return Offered(
        code=offer.code,
        name=offer.name,
        organization=offer.organization.name,
        municipalities=frozenset(
            one.code for one in offer.municipalities.all() if one.code in municipalities
        ),
        life_domains=tuple(offer.life_domains),
        phases=tuple(offer.phases),
        forms=tuple(offer.forms),
        intensity=offer.intensity,
        for_whom=offer.for_whom,
        goal=offer.goal,
        for_fathers=offer.for_fathers,
        informal=offer.informal,
        interventions=frozenset(one.name for one in offer.interventions.all()),
        financing=tuple(offer.financing),
        waiting_days=offer.waiting_days,
        asked_on=offer.waiting_checked_on,
        priority_for_pregnant=offer.priority_for_pregnant,
    )


@dataclass(frozen=True)
class Missed:
    """Families of one municipality for which nothing fitted, per life domain.

    A count is None when it may not be told: under ten, or when the total would give a small
    count away. `total` counts a family once for each life domain.
    """

    code: str
    municipality: str
    first_day: date
    last_day: date
    counts: list[tuple[str, int | None]]
    total: int | None


def missed() -> list[Missed]:
    """Indicator P12 for who may see a region, see the database function; empty for others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select code, municipality, first_day, last_day, life_domain, families "
            "from rls.unmet_needs()"
        )
        rows = cursor.fetchall()
    return [_missed(list(group)) for _code, group in groupby(rows, key=lambda row: row[0])]


def _missed(rows: Iterable[tuple[str, str, date, date, str | None, int | None]]) -> Missed:
    *cells, last = rows
    code, municipality, first_day, last_day, _none, total = last
    counts = [(str(row[4]), row[5]) for row in cells]
    return Missed(code, municipality, first_day, last_day, counts, total)
