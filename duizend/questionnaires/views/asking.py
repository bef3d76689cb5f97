"""How often things were asked: of one family, and of a region without anybody in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.access.rules import RESTRICTED
from duizend.core.charts.bars import Bar
from duizend.questionnaires import queries
from duizend.questionnaires.permissions import check_can_see_region
from duizend.questionnaires.queries import RegionRow
from duizend.questionnaires.views.opening import open_page


@require_GET
def asked(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """What was asked of this family, how often, when and by whom; as far as one may see."""
    family, context = open_page(request, family_id, "questionnaires.asked")
    every = queries.asked_of(family, shielded=request.user.sees_restricted)
    open_ones = [one for one in every if not _is_shielded(one)]
    context |= {
        "again": [one for one in open_ones if one.count > 1],
        "once": _by_conversation(one for one in open_ones if one.count == 1),
        # Folded, as everywhere: somebody may look over one's shoulder.
        "shielded_asked": [one for one in every if _is_shielded(one)],
        "lists_count": queries.lists_held(family),
    }
    return render(request, "questionnaires/asked.html", context)


def _is_shielded(one: queries.Asked) -> bool:
    return one.concept.category in RESTRICTED


def _by_conversation(asked: Iterable[queries.Asked]) -> list[tuple[queries.OneTime, list[str]]]:
    """The names of what was asked once, under the conversation in which that was; newest first."""
    found: dict[queries.OneTime, list[str]] = {}
    for one in asked:
        found.setdefault(one.times[0], []).append(one.concept.label)
    return sorted(found.items(), key=lambda pair: pair[0].begun, reverse=True)


@dataclass(frozen=True)
class Place:
    """A municipality with its bars; without bars there are too few families."""

    name: str
    bars: list[Bar]


@require_GET
def region(request: SignedInRequest) -> HttpResponse:
    """Indicator P13: how often families are asked again, for who leads a programme."""
    check_can_see_region(request.user)
    rows = queries.repeated_questions()
    context = {
        "places": [
            Place(name, _bars(group))
            for name, group in groupby(rows, key=lambda row: row.municipality)
        ],
        "first_day": rows[0].first_day if rows else None,
        "last_day": rows[0].last_day if rows else None,
    }
    return render(request, "questionnaires/region.html", context)


def _bars(rows: Iterable[RegionRow]) -> list[Bar]:
    return [
        Bar(_times(row.low, row.high), row.families)
        for row in rows
        if row.families is not None and row.low is not None
    ]


def _times(low: int, high: int | None) -> str:
    """How often a group of families was asked again, in words."""
    if high is None:
        if low == 0:
            return _("however often; too few families to divide")
        return _("%(low)d times or more") % {"low": low}
    if low != high:
        return _("%(low)d to %(high)d times") % {"low": low, "high": high}
    if low == 0:
        return _("never")
    return ngettext("%(low)d time", "%(low)d times", low) % {"low": low}
