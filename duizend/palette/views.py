"""The palette: for the coalition, and without its counts for who works with families."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.access.models import Municipality
from duizend.core.permissions import why_not
from duizend.palette import queries, words
from duizend.palette.drawing import picture
from duizend.palette.export import as_csv
from duizend.palette.permissions import check_can_read, check_can_read_needs
from duizend.palette.rules.figures import financing, waiting
from duizend.palette.rules.matrix import Cell, Row, gaps, matrix
from duizend.palette.rules.offered import Offered
from duizend.palette.rules.overlap import Alike, Overlap, overlaps
from duizend.palette.rules.suppression import SHOWN_FROM

# More overlaps of one rule than this nobody talks about in one meeting.
SHOWN = 10


@require_GET
def palette(request: SignedInRequest) -> HttpResponse:
    """What exists, what overlaps, what is missing, who pays and how long one waits."""
    check_can_read(request.user)
    places, chosen = _chosen(request)
    names = {place.code: place.name for place in places}
    offers = queries.offered(chosen, timezone.localdate())
    rows = matrix(offers, words.DOMAIN_ORDER, words.PHASE_ORDER)
    found = overlaps(offers)
    shown = [one for alike in Alike for one in [o for o in found if o.alike is alike][:SHOWN]]
    context: dict[str, Any] = {
        "places": places,
        "chosen": chosen[0] if len(chosen) == 1 else "",
        "offers": offers,
        "picture": picture(rows, words.PHASE_ORDER),
        "legend": [(kind or "unknown", says) for kind, says in words.INTENSITY.items()],
        "phases": [words.phase(one) for one in words.PHASE_ORDER],
        "rows": [_row(row, chosen) for row in rows],
        "overlaps": [_overlap(one, names) for one in shown],
        "more_overlaps": len(found) - len(shown),
        "rules": words.rules(),
        "gaps": _gaps(offers, chosen, names),
        "paid": _paid(offers),
        "waiting": [
            (words.life_domain(one.life_domain), one) for one in waiting(offers, words.DOMAIN_ORDER)
        ],
        "shown_from": SHOWN_FROM,
        "csv_url": f"{reverse('palette:export')}?{urlencode({'gemeente': _one(chosen)})}",
    }
    if not why_not(check_can_read_needs, request.user):
        context["missed"] = [_missed(one) for one in queries.missed() if one.code in chosen]
    return render(request, "palette/palette.html", context)


@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """The offers behind the matrix, for a spreadsheet. No counts of families."""
    check_can_read(request.user)
    places, chosen = _chosen(request)
    written = as_csv(
        queries.offered(chosen, timezone.localdate()), {one.code: one.name for one in places}
    )
    answer = HttpResponse(written, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="palet.csv"'
    return answer


def _chosen(request: SignedInRequest) -> tuple[list[Municipality], list[str]]:
    """My municipalities, and the codes of those to look at: the one asked for, or all."""
    places = queries.places(request.user)
    asked = request.GET.get("gemeente", "")
    codes = [place.code for place in places]
    return places, [asked] if asked in codes else codes


def _one(chosen: Sequence[str]) -> str:
    return chosen[0] if len(chosen) == 1 else ""


def _row(row: Row, chosen: Sequence[str]) -> dict[str, Any]:
    return {
        "name": words.life_domain(row.life_domain),
        "cells": [
            {
                "cell": cell,
                "phase": words.phase(cell.phase),
                "url": _menu(cell, chosen),
                "says": _says(cell),
            }
            for cell in row.cells
        ],
    }


def _menu(cell: Cell, chosen: Sequence[str]) -> str:
    """The menu with only what stands in this cell."""
    asked = {"municipality": _one(chosen), "phase": cell.phase, "life_domain": cell.life_domain}
    return f"{reverse('directory:menu')}?{urlencode(asked)}"


def _says(cell: Cell) -> str:
    """`2 licht, 1 intensief`"""
    return ", ".join(f"{count} {words.INTENSITY[kind]}" for kind, count in cell.marks)


def _overlap(overlap: Overlap, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "overlap": overlap,
        "title": words.ALIKE[overlap.alike],
        "why": words.why_alike(overlap, names),
        "offers": [
            (
                one,
                reverse("directory:offer", args=[one.code]),
                [words.law(law) for law in one.financing],
            )
            for one in overlap.offers
        ],
    }


def _gaps(
    offers: Sequence[Offered], chosen: Sequence[str], names: Mapping[str, str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Per municipality: each life domain with the phases in which nothing is there."""
    found: dict[str, list[tuple[str, str]]] = {code: [] for code in chosen}
    for gap in gaps(offers, chosen, words.DOMAIN_ORDER, words.PHASE_ORDER):
        line = (words.life_domain(gap.life_domain), words.phases(gap.phases))
        found[gap.municipality].append(line)
    return [(names[code], lines) for code, lines in found.items()]


def _missed(missed: queries.Missed) -> dict[str, Any]:
    return {
        "municipality": missed.municipality,
        "first_day": missed.first_day,
        "last_day": missed.last_day,
        "told": [(words.life_domain(code), n) for code, n in missed.counts if n is not None],
        "hidden": [words.life_domain(code) for code, n in missed.counts if n is None],
        "total": missed.total,
    }


def _paid(offers: Sequence[Offered]) -> list[dict[str, Any]]:
    """Who pays at all, with each life domain that has any of it."""
    return [
        {
            "law": words.law(paid.law),
            "offers": paid.offers,
            "domains": [
                (words.life_domain(code), count)
                for code, count in zip(words.DOMAIN_ORDER, paid.counts, strict=True)
                if count
            ],
        }
        for paid in financing(offers, words.LAW_ORDER, words.DOMAIN_ORDER)
        if paid.offers
    ]
