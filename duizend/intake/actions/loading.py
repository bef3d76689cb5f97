"""Which desks there are. Content: set by the installation, hence no `by`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import Municipality, Organization
from duizend.core.content import LoadSummary, RowProblem, RowsRefused
from duizend.core.loading import load_by_code
from duizend.intake.models import Desk, DeskArea
from duizend.intake.rules import terms_from_data

Row = Mapping[str, Any]


@transaction.atomic
def load_desks(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the desks what the rows say; a municipality goes to the last desk that names it.

    Raises RowsRefused for an unknown organisation or municipality, and for two desks of one
    municipality.
    """
    organizations = dict(Organization.objects.values_list("code", "pk"))
    _check(rows, set(organizations), set(Municipality.objects.values_list("code", flat=True)))
    summary = load_by_code(
        Desk,
        rows,
        lambda row, _place: {
            "name": row["name"],
            "organization_id": organizations[row["organization"]],
            "terms": row["terms"],
            "keep_days": row["keep_days"],
            "checked_on": date.fromisoformat(row["checked_on"]),
        },
        timezone.localdate(at),
    )
    desks = dict(Desk.objects.values_list("code", "pk"))
    areas = {code: desks[row["code"]] for row in rows for code in row["municipalities"]}
    DeskArea.objects.exclude(municipality__in=areas).delete()
    for code, desk_id in areas.items():
        DeskArea.objects.update_or_create(municipality_id=code, defaults={"desk_id": desk_id})
    return summary


def _check(rows: Sequence[Row], organizations: set[str], places: set[str]) -> None:
    problems: list[RowProblem] = []
    taken: set[str] = set()
    for index, row in enumerate(rows):
        if row["organization"] not in organizations:
            reason = _("There is no organisation “%(code)s”.") % {"code": row["organization"]}
            problems.append(RowProblem(index, ("organization",), reason))
        for code in row["municipalities"]:
            if code not in places:
                reason = _("There is no municipality “%(code)s”.") % {"code": code}
                problems.append(RowProblem(index, ("municipalities",), reason))
            elif code in taken:
                reason = _("“%(code)s” already has a desk.") % {"code": code}
                problems.append(RowProblem(index, ("municipalities",), reason))
            taken.add(code)
        try:
            terms_from_data(row["terms"])
        except ValueError as wrong:
            problems.append(RowProblem(index, ("terms",), str(wrong)))
    if problems:
        raise RowsRefused(problems)
