"""Loading the menu. Content is set by the installation, not by a person: hence no `by`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import Municipality, Organization
from duizend.core.content import LoadSummary, RowProblem, RowsRefused
from duizend.core.loading import load_by_code
from duizend.directory.models import Intervention, Offer

Row = Mapping[str, Any]
# The plain values of a row, and the keys of what it is linked to, by name of the field.
Values = dict[str, Any]
Links = dict[str, set[Any]]


@transaction.atomic
def load_municipalities(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Add the municipalities and take over their names. None is ever taken away."""
    known = dict(Municipality.objects.values_list("code", "name"))
    added = [row for row in rows if row["code"] not in known]
    changed = [row for row in rows if known.get(row["code"], row["name"]) != row["name"]]
    Municipality.objects.bulk_create(Municipality(code=r["code"], name=r["name"]) for r in added)
    for row in changed:
        Municipality.objects.filter(code=row["code"]).update(name=row["name"])
    return LoadSummary(len(added), len(changed), len(rows) - len(added) - len(changed))


@transaction.atomic
def load_organizations(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the demo's organisations what the rows say; an organisation with people stays.

    Raises RowsRefused when a municipality is not known, or when a code already belongs to
    a real organisation.
    """
    present = {o.code: o for o in Organization.objects.prefetch_related("municipalities")}
    places = set(Municipality.objects.values_list("code", flat=True))
    problems = [
        RowProblem(
            index, ("municipalities",), _("There is no municipality “%(code)s”.") % {"code": c}
        )
        for index, row in enumerate(rows)
        for c in sorted(set(row["municipalities"]) - places)
    ]
    for index, row in enumerate(rows):
        if row["code"] in present and not present[row["code"]].is_demo:
            reason = _("“%(code)s” is a real organisation.") % {"code": row["code"]}
            problems.append(RowProblem(index, ("code",), reason))
    if problems:
        raise RowsRefused(problems)
    added = changed = 0
    for row in rows:
        values = {name: row[name] for name in ("code", "name", "kind", "phone", "email")}
        links: Links = {"municipalities": set(row["municipalities"])}
        item = present.get(row["code"])
        if item is not None and not _differs(item, values, links):
            continue
        added, changed = added + (item is None), changed + (item is not None)
        item = item or Organization(is_demo=True)
        _write(item, values, links)
    return LoadSummary(added, changed, len(rows) - added - changed)


@transaction.atomic
def load_interventions(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the interventions what the rows of `interventions.json` say."""
    return load_by_code(
        Intervention, rows, lambda row, place: _intervention(row), timezone.localdate(at)
    )


@transaction.atomic
def load_offers(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the local offers what the rows say; demo rows never retire real offers, nor the reverse.

    Raises RowsRefused when an organisation, intervention or municipality is not known.
    """
    organizations = dict(Organization.objects.values_list("code", "pk"))
    interventions = dict(Intervention.objects.values_list("code", "pk"))
    places = set(Municipality.objects.values_list("code", flat=True))
    _check_known(rows, organizations, interventions, places)

    def wanted(row: Row) -> tuple[Values, Links]:
        values = {**_offer(row), "organization_id": organizations[row["organization"]]}
        links: Links = {
            "interventions": {interventions[code] for code in row["interventions"]},
            "municipalities": set(row["municipalities"]),
        }
        return values, links

    return _load_offers(rows, wanted, timezone.localdate(at))


def _load_offers(
    rows: Sequence[Row], wanted: Callable[[Row], tuple[Values, Links]], today: date
) -> LoadSummary:
    known = Offer.objects.prefetch_related("interventions", "municipalities").in_bulk(
        field_name="code"
    )
    added = changed = 0
    problems: list[RowProblem] = []
    for index, row in enumerate(rows):
        values, links = wanted(row)
        values["retired_on"] = None
        item = known.get(row["code"])
        if item is not None and not _differs(item, values, links):
            continue
        added, changed = added + (item is None), changed + (item is not None)
        try:
            _write(item or Offer(code=row["code"]), values, links)
        except ValidationError as refused:
            for name, reasons in refused.message_dict.items():
                problems.append(RowProblem(index, (name,), " ".join(reasons)))
    if problems:
        raise RowsRefused(problems)
    same_kind = Offer.objects.filter(retired_on=None, is_demo__in={r["demo"] for r in rows})
    gone = same_kind.exclude(code__in={row["code"] for row in rows})
    return LoadSummary(added, changed, len(rows) - added - changed, gone.update(retired_on=today))


def _write(item: models.Model, values: Values, links: Links) -> None:
    for name, value in values.items():
        setattr(item, name, value)
    item.full_clean(validate_unique=False)
    item.save()
    for name, keys in links.items():
        getattr(item, name).set(keys)


def _differs(item: models.Model, values: Values, links: Links) -> bool:
    if any(getattr(item, name) != value for name, value in values.items()):
        return True
    return any({o.pk for o in getattr(item, name).all()} != keys for name, keys in links.items())


def _check_known(
    rows: Sequence[Row],
    organizations: Mapping[str, int],
    interventions: Mapping[str, int],
    places: set[str],
) -> None:
    problems = []
    for index, row in enumerate(rows):
        if row["organization"] not in organizations:
            reason = _("There is no organisation “%(code)s”.") % {"code": row["organization"]}
            problems.append(RowProblem(index, ("organization",), reason))
        for code in sorted(set(row["interventions"]) - interventions.keys()):
            reason = _("There is no intervention “%(code)s”.") % {"code": code}
            problems.append(RowProblem(index, ("interventions",), reason))
        for code in sorted(set(row["municipalities"]) - places):
            reason = _("There is no municipality “%(code)s”.") % {"code": code}
            problems.append(RowProblem(index, ("municipalities",), reason))
    if problems:
        raise RowsRefused(problems)


def _shared(row: Row) -> Values:
    same = ("name", "phases", "life_domains", "forms", "for_fathers", "sources")
    return {name: row[name] for name in same} | {"checked_on": _day(row["checked_on"])}


def _intervention(row: Row) -> Values:
    same = (
        "aliases",
        "for_whom",
        "goal",
        "prevention",
        "intensity_level",
        "intensity",
        "delivered_by",
        "access",
        "financing",
        "financing_verified",
        "cost",
        "owner",
        "note",
        "unverified",
        "certainty",
    )
    evidence = row["evidence"]
    return {
        **_shared(row),
        **{name: row[name] for name in same},
        "window_from": row["window_months"]["from"],
        "window_until": row["window_months"]["until"],
        "evidence_level": evidence["level"],
        "evidence_date": evidence["date"] or "",
        "evidence_register": evidence["register"] or "",
        "evidence_note": evidence["note"],
    }


def _offer(row: Row) -> Values:
    same = (
        "neighbourhoods",
        "summary",
        "for_whom",
        "goal",
        "intensity",
        "languages",
        "informal",
        "free",
        "indication_needed",
        "price",
        "financing",
        "cost",
        "who_may_refer",
        "days",
        "places",
        "waiting_days",
        "priority_for_pregnant",
        "external_id",
    )
    return {
        **_shared(row),
        **{name: row[name] for name in same},
        **row["contact"],
        "owner_name": row["owner"]["name"],
        "owner_email": row["owner"]["email"],
        "stops_on": _day(row["stops_on"]),
        "waiting_checked_on": _day(row["waiting_checked_on"]),
        "is_demo": row["demo"],
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
