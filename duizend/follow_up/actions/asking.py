"""The referrer's own: what now, and calling again after a week."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import Hidden, NotAllowed
from duizend.follow_up import queries
from duizend.follow_up.models import Call, NextStep
from duizend.follow_up.permissions import (
    check_can_call,
    check_can_choose,
    check_can_look,
    check_can_settle,
)
from duizend.follow_up.rules.calling import Heard
from duizend.follow_up.rules.next_steps import FINAL, Choice
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from duizend.referrals.rules.states import IN_HAND, Status


@transaction.atomic
def choose(
    step_id: UUID,
    referral: Referral,
    choice: str,
    on: date | None = None,
    *,
    by: User,
    at: datetime,
) -> NextStep:
    """What the family and the referrer want now that help did not come about.

    Takes the place of what was chosen before. A second click keeps one.
    """
    check_can_look(by, referral)
    locked = Referral.objects.select_for_update().get(pk=referral.pk)
    before = NextStep.objects.filter(pk=step_id, referral=locked).first()
    if before is not None:
        return before
    today = timezone.localdate(at)
    why = queries.of_referral(locked, today).why
    on = on if choice == Choice.LATER else None
    check_can_choose(by, locked, why, choice, on, today)
    assert why is not None  # noqa: S101  for the type checker: the check refuses it
    _close(queries.chosen_last(locked), by=by, at=at)
    step = NextStep(
        pk=step_id,
        why=why.value,
        choice=choice,
        on=on,
        attempts=locked.failed_attempts,
        **_of(locked, by, at),
    )
    if Choice(choice) in FINAL:
        _end(locked, by=by, at=at)
    if not save_once(step):
        raise Hidden(f"step {step_id} is of something else than user {by.pk} asks")
    _log("choose", step, by=by, at=at)
    return step


@transaction.atomic
def settle(step: NextStep, *, by: User, at: datetime) -> NextStep:
    """The talk was held: the question is open again for who referred. Twice changes nothing."""
    check_can_settle(by, step, queries.coordinates(step.family_id))
    kept = NextStep.objects.select_for_update().get(pk=step.pk)
    if kept.settled_at is None:
        _close(kept, by=by, at=at)
        _log("settle", kept, by=by, at=at)
    return kept


@transaction.atomic
def call(call_id: UUID, referral: Referral, heard: str, *, by: User, at: datetime) -> Call:
    """What the referrer heard when calling whether contact has come about. Kept once."""
    check_can_call(by, referral)
    if heard not in set(Heard):
        raise NotAllowed(_("Choose what you heard."))
    kept = Call(pk=call_id, heard=heard, **_of(referral, by, at))
    if save_once(kept):
        _log("call", kept, by=by, at=at)
    return kept


def _end(referral: Referral, *, by: User, at: datetime) -> None:
    """Who looks elsewhere leaves nothing waiting where nobody answers. Where somebody took it
    over and is there, only they close it: they read what was chosen.
    """
    if referral.status == Status.SENT:
        referrals.withdraw(referral, by=by, at=at)
    elif referral.status in IN_HAND and queries.left(referral.performer_id):
        referrals.take_back(referral, by=by, at=at)


def _of(referral: Referral, by: User, at: datetime) -> dict[str, object]:
    return {
        "referral": referral,
        "family_id": referral.family_id,
        "category": referral.category,
        "recorder": by,
        "recorder_organization_id": by.organization_id,
        "recorded": at,
    }


def _close(step: NextStep | None, *, by: User, at: datetime) -> None:
    if step is not None:
        step.settled_at = at
        step.settled_by = by
        step.save(update_fields=["settled_at", "settled_by"])


def _log(deed: str, kept: NextStep | Call, *, by: User, at: datetime) -> None:
    audit.record(
        f"follow_up.{deed}",
        kept,
        by=by,
        at=at,
        family_id=kept.family_id,
        category=kept.category,
    )
