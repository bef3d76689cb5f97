"""How long each step takes (P3) and how often the referrer hears in time (P4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from duizend.access.models import KIND_LABELS
from duizend.pathways.models import RouteCard

STEP, KIND = "step", "kind"


@dataclass(frozen=True)
class Figure:
    """One group of at least ten families. Days are medians; None: fewer than ten families.

    in_time: of a hundred questions, how many had an answer within fourteen days, by fives.
    """

    label: str
    asked: int
    to_contact: int | None
    to_start: int | None
    in_time: int


@dataclass(frozen=True)
class Figures:
    """Per step of a route and per kind of organisation, over four whole quarters."""

    first_day: date | None
    last_day: date | None
    per_step: list[Figure]
    per_kind: list[Figure]


def figures() -> Figures:
    """For the region of the one who asks, or for the questions of their own organisation."""
    with connection.cursor() as cursor:
        cursor.execute("select * from rls.help_figures()")
        rows = cursor.fetchall()
    names = _step_names([row[1] for row in rows if row[0] == STEP])
    kinds = {code: str(label) for code, label in KIND_LABELS.items()}
    return Figures(
        first_day=rows[0][6] if rows else None,
        last_day=rows[0][7] if rows else None,
        per_step=[
            _figure(row, names, _("without a route, and small groups"))
            for row in rows
            if row[0] == STEP
        ],
        per_kind=[
            _figure(row, kinds, _("small groups together")) for row in rows if row[0] == KIND
        ],
    )


def _figure(row: tuple[object, ...], names: dict[str, str], rest: str) -> Figure:
    _scope, code, asked, to_contact, to_start, in_time, *_days = row
    label = names.get(str(code), str(code)) if code else rest
    return Figure(label, asked, to_contact, to_start, in_time)  # type: ignore[arg-type]


def _step_names(codes: list[str]) -> dict[str, str]:
    """`card/step` in words, by the newest version of the card that knows the step."""
    names: dict[str, str] = {}
    cards = {code.partition("/")[0] for code in codes}
    for card in RouteCard.objects.filter(code__in=cards).order_by("version"):
        for step in card.content["steps"]:
            names[f"{card.code}/{step['code']}"] = f"{card.name}: {step['action']}"
    return names
