"""Every change to an outcome of a licensed instrument: each leaves a line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.flags import actions as flags
from duizend.flags.rules import Raised
from duizend.instruments.models import Document, Result
from duizend.instruments.permissions import check_can_correct, check_can_record
from duizend.instruments.rules import what_is_wrong, what_is_wrong_with_pdf
from duizend.instruments.words import WHY_NOT
from duizend.questionnaires.models import InstrumentSlot

# What the part of an instrument that is asked about by name (`slot.asks_today`) is about.
NAMED_PART = Raised("", concepts=("thoughts_of_death",))


@dataclass(frozen=True)
class Outcome:
    """What the instrument said, in words of who did it; and whether it asks a talk today."""

    done_on: date
    done_by: str
    summary: str
    version: str = ""
    attention: str = ""
    total: Decimal | None = None
    asks_today: bool = False
    pdf: bytes | None = None


@transaction.atomic
def record(
    result_id: UUID,
    family: Family,
    slot: InstrumentSlot,
    outcome: Outcome,
    *,
    by: User,
    at: datetime,
) -> Result:
    """Keep an outcome. `result_id` makes a form that is sent twice one outcome.

    What asks a talk today becomes a flag, which is shielded, and is kept nowhere else.
    Raises NotAllowed in words; then nothing was kept.
    """
    check_can_record(by, family, slot)
    _check(slot, outcome, timezone.localdate(at))
    result = Result(
        id=result_id,
        family=family,
        slot=slot,
        category=slot.category,
        version=outcome.version.strip(),
        done_on=outcome.done_on,
        done_by=outcome.done_by.strip() or by.full_name,
        summary=outcome.summary.strip(),
        attention=outcome.attention.strip(),
        total=outcome.total,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    if not save_once(result):
        before = Result.objects.filter(pk=result_id, family=family, recorder=by).first()
        if before is None:
            raise NotAllowed(_("This form was used before. Open the page again."))
        return before
    _log("instruments.record", result, by=by, at=at)
    if outcome.pdf is not None:
        _keep_pdf(result, outcome.pdf, by=by, at=at)
    if outcome.asks_today:
        flags.raise_flag(
            family,
            NAMED_PART if slot.asks_today else Raised(""),
            reference=result.pk,
            talk=result.pk,
            source_name=slot.abbreviation or slot.name,
            by=by,
            at=at,
        )
    return result


@transaction.atomic
def enter_in_error(result: Result, reason: str, *, by: User, at: datetime) -> Result:
    """Say that an outcome was a mistake. It stays to be read; a flag of it still asks."""
    check_can_correct(by, result)
    locked = (
        Result.objects.select_for_update(of=("self",)).select_related("family").get(pk=result.pk)
    )
    check_can_correct(by, locked)  # a colleague may just have done so
    if not reason.strip():
        raise NotAllowed(_("Say in a few words why."))
    locked.in_error_since, locked.in_error_by = at, by
    locked.in_error_reason = reason.strip()
    locked.save(update_fields=["in_error_since", "in_error_by", "in_error_reason"])
    _log("instruments.enter_in_error", locked, by=by, at=at)
    return locked


@transaction.atomic
def read_document(result: Result, *, by: User, at: datetime) -> bytes:
    """The PDF of an outcome that one may see. Raises Document.DoesNotExist when it has none."""
    document = Document.objects.get(result=result)
    _log("instruments.document", result, by=by, at=at)
    return bytes(document.content)


def _check(slot: InstrumentSlot, outcome: Outcome, today: date) -> None:
    problem = what_is_wrong(
        done_on=outcome.done_on,
        today=today,
        summary=outcome.summary,
        total=outcome.total,
        has_total=slot.has_total,
        highest=slot.highest,
    )
    if problem is None and outcome.pdf is not None:
        problem = what_is_wrong_with_pdf(outcome.pdf)
    if problem is not None:
        raise NotAllowed(WHY_NOT[problem])


def _keep_pdf(result: Result, content: bytes, *, by: User, at: datetime) -> None:
    Document(
        result=result,
        family_id=result.family_id,
        category=result.category,
        size=len(content),
        content=content,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    ).save(force_insert=True)


def _log(verb: str, result: Result, *, by: User, at: datetime) -> None:
    audit.record(verb, result, by=by, at=at, family_id=result.family_id, category=result.category)
