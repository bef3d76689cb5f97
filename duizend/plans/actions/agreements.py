"""Agreements, in words and with a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.dutch_dates import long_day
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.plans.actions.writing import keep_history, locked, needed, plan_of, save_new
from duizend.plans.models import Agreement, Subject
from duizend.plans.permissions import check_can_edit, check_can_write
from duizend.plans.rules import category_of


@transaction.atomic
def add_agreement(
    agreement_id: UUID,
    family: Family,
    words: str,
    made_on: date,
    *,
    is_shielded: bool = False,
    by: User,
    at: datetime,
) -> Agreement:
    category = category_of(is_shielded)
    check_can_write(by, family, category)
    if not timezone.localdate(family.recorded) <= made_on <= timezone.localdate(at):
        raise NotAllowed(_("An agreement was made between the first contact and today."))
    agreement = Agreement(
        id=agreement_id,
        family=family,
        category=category,
        plan=plan_of(family, by=by, at=at),
        words=needed(words, _("Write down what was agreed.")),
        made_on=made_on,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    agreement, new = save_new(agreement, "plans.add_agreement", by=by, at=at)
    if new:
        keep_history(agreement, Subject.AGREEMENT, {}, _as_lines(agreement), by=by, at=at)
    return agreement


@transaction.atomic
def end_agreement(agreement: Agreement, reason: str, *, by: User, at: datetime) -> Agreement:
    """An agreement no longer holds. A new one is a new agreement."""
    agreement = locked(agreement)
    check_can_edit(by, agreement, timezone.localdate(at))
    if agreement.ended_on is not None:
        raise NotAllowed(_("This agreement has already ended."))
    before = _as_lines(agreement)
    agreement.reason = needed(reason, _("Say in a few words why."))
    agreement.ended_on = timezone.localdate(at)
    agreement.save()
    keep_history(agreement, Subject.AGREEMENT, before, _as_lines(agreement), by=by, at=at)
    audit.record(
        "plans.end_agreement",
        agreement,
        by=by,
        at=at,
        family_id=agreement.family_id,
        category=agreement.category,
    )
    return agreement


def _as_lines(agreement: Agreement) -> dict[str, str]:
    return {
        "words": agreement.words,
        "made_on": long_day(agreement.made_on),
        "ended_on": long_day(agreement.ended_on) if agreement.ended_on else "",
        "reason": agreement.reason,
    }
