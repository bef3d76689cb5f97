"""Loading the themes of the triangle and the axes of the web; set by the installation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.core.charts import triangle, web
from duizend.core.content import LoadSummary, RowProblem, RowsRefused
from duizend.core.loading import load_by_code
from duizend.portraits.models import Theme
from duizend.portraits.rules.codes import Picture, Side

Row = Mapping[str, Any]


@transaction.atomic
def load_portrait_themes(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the themes what `portrait_themes.json` says.

    Raises RowsRefused when a drawing could not be made of them: a side of the triangle
    has 4 to 6 themes, the web 6 to 8 axes.
    """
    problems = list(_misplaced(rows)) + list(_too_few_or_many(rows))
    if problems:
        raise RowsRefused(problems)
    return load_by_code(Theme, rows, _values, timezone.localdate(at))


def _misplaced(rows: Sequence[Row]) -> list[RowProblem]:
    return [
        RowProblem(
            index, ("side",), _("A theme of the triangle has a side; an axis of the web has none.")
        )
        for index, row in enumerate(rows)
        if (row["picture"] == Picture.TRIANGLE) != bool(row["side"])
    ]


def _too_few_or_many(rows: Sequence[Row]) -> list[RowProblem]:
    wanted = [(Picture.WEB, None, web.FEWEST, web.MOST)]
    wanted += [(Picture.TRIANGLE, side, triangle.FEWEST, triangle.MOST) for side in Side]  # type: ignore[misc]
    problems = []
    for picture, side, fewest, most in wanted:
        here = [n for n, row in enumerate(rows) if (row["picture"], row["side"]) == (picture, side)]
        if not fewest <= len(here) <= most:
            reason = _("“%(what)s” needs %(fewest)d to %(most)d themes; there are %(there)d.") % {
                "what": side or picture,
                "fewest": fewest,
                "most": most,
                "there": len(here),
            }
            problems.append(RowProblem(here[-1] if here else 0, (), reason))
    return problems


def _values(row: Row, place: int) -> dict[str, Any]:
    return {
        "picture": row["picture"],
        "side": row["side"] or "",
        "life_domain_id": row["life_domain"],
        "name": row["name"],
        "question": row["question"],
        "order": place,
        "sources": row["sources"],
        "checked_on": date.fromisoformat(row["checked_on"]),
    }
