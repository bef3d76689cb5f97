"""Asking a colleague to do it today; it is theirs after their own yes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from duizend.access import audit
from duizend.access.models import User
from duizend.families.actions import add_colleague
from duizend.families.models import CareRelation
from duizend.flags.models import Flag, HandOver
from duizend.flags.permissions import (
    check_can_answer,
    check_can_hand_over,
    check_can_take_over,
)
from duizend.flags.rules import HandOverStatus


@transaction.atomic
def hand_over(
    hand_over_id: UUID, flag: Flag, colleague: User, *, by: User, at: datetime
) -> HandOver:
    """Ask a colleague; who was asked before is no longer. The same form again changes nothing.

    A colleague who is not in the team around the family is added to it: they could not
    open the family otherwise.
    """
    locked = _locked(flag.pk)
    before = HandOver.objects.filter(pk=hand_over_id, flag=locked).first()
    if before is not None:
        return before
    check_can_hand_over(by, locked, colleague)
    _take_back(locked, at)
    if not CareRelation.objects.current().of(colleague).filter(family=locked.family).exists():
        add_colleague(locked.family, colleague, by=by, at=at)
    asked = HandOver(
        pk=hand_over_id,
        flag=locked,
        family=locked.family,
        to=colleague,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    asked.save(force_insert=True)
    _log("flags.hand_over", locked, by=by, at=at)
    return asked


@transaction.atomic
def accept(asked: HandOver, *, by: User, at: datetime) -> Flag:
    """Yes: from now on it asks me."""
    flag, mine = _both(asked)
    if mine.status == HandOverStatus.ACCEPTED and flag.owner_id == by.pk:
        return flag  # the same click again
    check_can_answer(by, mine)
    mine.status, mine.answered = HandOverStatus.ACCEPTED.value, at
    mine.save(update_fields=["status", "answered"])
    flag.owner = by
    flag.save(update_fields=["owner"])
    _log("flags.accept", flag, by=by, at=at)
    return flag


@transaction.atomic
def decline(asked: HandOver, *, by: User, at: datetime) -> Flag:
    """No: it stays with who asked, and stands on their day again as before."""
    flag, mine = _both(asked)
    if mine.status == HandOverStatus.DECLINED and mine.to_id == by.pk:
        return flag  # the same click again
    check_can_answer(by, mine)
    mine.status, mine.answered = HandOverStatus.DECLINED.value, at
    mine.save(update_fields=["status", "answered"])
    _log("flags.decline", flag, by=by, at=at)
    return flag


@transaction.atomic
def take_over(flag: Flag, *, by: User, at: datetime) -> Flag:
    """I do it, without having been asked: who looked after it is away, or I am there now."""
    locked = _locked(flag.pk)
    check_can_take_over(by, locked)
    _take_back(locked, at)
    locked.owner = by
    locked.save(update_fields=["owner"])
    _log("flags.take_over", locked, by=by, at=at)
    return locked


def _both(asked: HandOver) -> tuple[Flag, HandOver]:
    """The flag first, as every deed locks it first: two at once wait, and never for each other."""
    flag = _locked(asked.flag_id)
    mine = HandOver.objects.get(pk=asked.pk)
    mine.flag = flag
    return flag, mine


def _locked(flag_id: UUID) -> Flag:
    return Flag.objects.select_for_update(of=("self",)).select_related("family").get(pk=flag_id)


def _take_back(flag: Flag, at: datetime) -> None:
    flag.hand_overs.filter(status=HandOverStatus.ASKED).update(
        status=HandOverStatus.TAKEN_BACK, answered=at
    )


def _log(verb: str, flag: Flag, *, by: User, at: datetime) -> None:
    audit.record(verb, flag, by=by, at=at, family_id=flag.family_id, category=flag.category)
