"""Legal bases and explanations, as the content files say. Set by the installation: no `by`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from duizend.consents.models import ConsentText, LegalBasis
from duizend.core.content import LoadSummary

Row = Mapping[str, Any]
Content = TypeVar("Content", LegalBasis, ConsentText)


@transaction.atomic
def load_legal_bases(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the legal bases what the rows of `legal_bases.json` say; the others retire."""
    return _load(LegalBasis, [_legal_basis(row) for row in rows])


@transaction.atomic
def load_consent_texts(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the explanations what the rows of `texts/consent.json` say; the others retire."""
    return _load(ConsentText, [_text(row) for row in rows])


def _legal_basis(row: Row) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name != "status"}
    return {
        **values,
        "in_force": row["status"] == "in_force",
        "valid_from": _day(row["valid_from"]),
        "valid_until": _day(row["valid_until"]),
        "checked_on": date.fromisoformat(row["checked_on"]),
    }


def _text(row: Row) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "spoken": "",
        "ticks": {},
        "refusal": "",
        "withdrawal": "",
        "categories": [],
        "per_category": {},
    }
    return {**nothing, **row, "checked_on": date.fromisoformat(row["checked_on"])}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _load(model: type[Content], wanted: Sequence[dict[str, Any]]) -> LoadSummary:
    present = {item.code: item for item in model._default_manager.all()}
    added = changed = 0
    for values in wanted:
        values["retired"] = False
        item = present.pop(values["code"], None)
        if item is None:
            model(**values).save(force_insert=True)
            added += 1
        elif any(getattr(item, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(item, name, value)
            item.save()
            changed += 1
    over = [item.code for item in present.values() if not item.retired]
    model._default_manager.filter(code__in=over).update(retired=True)
    return LoadSummary(added, changed, len(wanted) - added - changed, len(over))
