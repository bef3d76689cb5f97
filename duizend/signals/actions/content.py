"""Loading what duizend knows about signals; set by the installation, not by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duizend.core.content import LoadSummary
from duizend.core.loading import load_by_code
from duizend.signals.models import Agreement, Concept, LifeDomain

Row = Mapping[str, Any]


@transaction.atomic
def load_life_domains(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the life domains what `life_domains.json` says."""
    return load_by_code(LifeDomain, rows, _life_domain, timezone.localdate(at))


@transaction.atomic
def load_concepts(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the concepts what `concepts.json` says."""
    return load_by_code(Concept, rows, _concept, timezone.localdate(at))


@transaction.atomic
def load_agreements(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the agreed definitions what `agreements.json` says."""
    return load_by_code(Agreement, rows, _agreement, timezone.localdate(at))


def _life_domain(row: Row, place: int) -> dict[str, Any]:
    names = ("name", "order", "explanation", "restricted", "sources")
    return {name: row[name] for name in names} | _checked(row)


def _concept(row: Row, place: int) -> dict[str, Any]:
    names = ("kind", "label", "explanation", "restricted", "adversity", "sources")
    return (
        {name: row[name] for name in names}
        | {
            "life_domain_id": row["life_domain"],
            "is_topic": row.get("topic", False),
            "order": place,
        }
        | _checked(row)
    )


def _agreement(row: Row, place: int) -> dict[str, Any]:
    names = ("name", "condition", "sentence", "sources", "certainty")
    return (
        {name: row[name] for name in names}
        | {
            "scope": row["scope"]["kind"],
            "municipalities": list(row["scope"].get("municipalities", [])),
            "action": row["action"] or "",
            "note": row["note"] or "",
            "order": place,
        }
        | _checked(row)
    )


def _checked(row: Row) -> dict[str, date]:
    return {"checked_on": date.fromisoformat(row["checked_on"])}
