"""Publishing lists of questions; set by the installation, not by a person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.core.content import LoadSummary, RowProblem, RowsRefused
from duizend.core.loading import load_by_code
from duizend.questionnaires.models import InstrumentSlot, Questionnaire, QuestionnaireVersion
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.reading import CannotRun, read
from duizend.questionnaires.words import why_cannot_run
from duizend.signals.models import Concept

Row = Mapping[str, Any]
OWN = "-duizend"


@transaction.atomic
def load_questionnaires(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Publish each list as it stands in its file.

    A version that somebody answered stays as it was: raises RowsRefused when its file
    changed without a new version, and when a list cannot be run or asks openly for what is
    shielded.
    """
    shielded = set(Concept.objects.filter(restricted=True).values_list("code", flat=True))
    forms: list[Form] = []
    problems: list[RowProblem] = []
    for index, row in enumerate(rows):
        try:
            forms.append(read(row))
        except CannotRun as refusal:
            problems.append(RowProblem(index, ("item",), why_cannot_run(refusal)))
        else:
            problems += [
                RowProblem(index, ("item",), reason)
                for reason in (_leaks(forms[-1], shielded), _rewrites(row))
                if reason
            ]
    if problems:
        raise RowsRefused(problems)
    coded = [{**row, "code": row["id"]} for row in rows]
    summary = load_by_code(
        Questionnaire,
        coded,
        lambda row, place: _list(row, forms[place], place),
        timezone.localdate(at),
        among=Questionnaire.objects.filter(is_imported=False),
    )
    republished = sum(_publish(row, at=at) for row in rows)
    changed = min(summary.changed + republished, len(rows) - summary.added)
    return LoadSummary(summary.added, changed, len(rows) - summary.added - changed, summary.retired)


@transaction.atomic
def load_instrument_slots(rows: Sequence[Row], *, at: datetime) -> LoadSummary:
    """Make the slots what `instrument_slots.json` says: names and owners, never questions."""
    return load_by_code(InstrumentSlot, rows, _slot, timezone.localdate(at))


def _list(row: Row, form: Form, place: int) -> dict[str, Any]:
    return {
        "slug": row["id"].removesuffix(OWN),
        "url": row["url"],
        "title": row["title"],
        "purpose": row["purpose"],
        "is_own": row["id"].endswith(OWN),
        "is_shielded": form.is_shielded,
        "order": place,
    }


def _slot(row: Row, place: int) -> dict[str, Any]:
    names = (
        "name",
        "purpose",
        "owner",
        "licence_status",
        "licence_verified",
        "may_record",
        "item_count",
        "sources",
    )
    words = ("abbreviation", "licence_note", "note")
    return (
        {name: row[name] for name in names}
        | {name: row.get(name) or "" for name in words}
        | {
            "phases": list(row.get("phases") or []),
            "checked_on": date.fromisoformat(row["checked_on"]),
            "category": row["category"],
            "has_total": row["total"] is not None,
            "highest": (row["total"] or {}).get("highest"),
            "asks_today": row["asks_today"],
            "order": place,
        }
    )


def _leaks(form: Form, shielded: set[str]) -> str:
    """A question that is not shielded may not point to something that is."""
    for item in form.questions():
        if not item.restricted and any(
            concept in shielded for option in item.options for concept in option.concepts
        ):
            return _("%(item)s: an answer here is shielded, the question is not.") % {
                "item": item.link_id
            }
    return ""


def _rewrites(row: Row) -> str:
    before = QuestionnaireVersion.objects.filter(
        questionnaire_id=row["id"], version=row["version"]
    ).first()
    if before is None or before.checksum == _checksum(row):
        return ""
    with connection.cursor() as cursor:
        cursor.execute("select rls.version_is_answered(%s)", [before.pk])
        if not cursor.fetchone()[0]:
            return ""
    return _("Version %(version)s has been answered. Give the changed list a new version.") % {
        "version": row["version"]
    }


def _publish(row: Row, *, at: datetime) -> bool:
    """Keep the resource as it came in; False when it was there already."""
    checksum = _checksum(row)
    known = QuestionnaireVersion.objects.filter(
        questionnaire_id=row["id"], version=row["version"]
    ).first()
    if known is None:
        QuestionnaireVersion.objects.create(
            questionnaire_id=row["id"],
            version=row["version"],
            resource=row,
            checksum=checksum,
            published=at,
        )
        return True
    if known.checksum == checksum:
        return False
    known.resource, known.checksum, known.published = row, checksum, at
    known.save()
    return True


def _checksum(row: Row) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
