"""Saying what was done; only that closes a flag."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duizend.access import audit
from duizend.access.models import User
from duizend.flags.kinds import kind
from duizend.flags.models import Deed, Flag
from duizend.flags.permissions import Refused, check_can_settle
from duizend.flags.rules import HandOverStatus, Problem, Status, what_is_missing

WORDS = {
    Problem.NOTHING_DONE: _("Choose what you did."),
    Problem.UNKNOWN_DEED: _("Choose from what stands here."),
    Problem.NO_WORDS: _("Say in a few words what you did."),
    Problem.IN_THE_FUTURE: _("This moment is still to come. Say it when you have done it."),
    Problem.BEFORE_THE_ANSWER: _("This is before the day of the talk."),
}


class NotSaidYet(Refused):
    """What was filled in does not say what was done."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(WORDS[problem]))
        self.problem = problem


@transaction.atomic
def settle(
    deed_id: UUID,
    flag: Flag,
    done: Sequence[str],
    words: str,
    *,
    done_at: datetime,
    by: User,
    at: datetime,
) -> Flag:
    """Keep what was done and when, and close the flag. `deed_id` makes a double click one.

    Raises NotSaidYet in words when it does not say enough.
    """
    locked = Flag.objects.select_for_update(of=("self",)).select_related("family").get(pk=flag.pk)
    if Deed.objects.filter(pk=deed_id, flag=locked).exists():
        return locked  # the same click again
    check_can_settle(by, locked)
    problem = what_is_missing(
        done,
        words,
        known=kind(locked.code).deeds,
        done_at=timezone.localtime(done_at),
        asked_at=locked.recorded,
        now=at,
    )
    if problem is not None:
        raise NotSaidYet(problem)
    deed = Deed(
        pk=deed_id,
        flag=locked,
        family=locked.family,
        done=list(done),
        words=words.strip(),
        done_at=done_at,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    deed.save(force_insert=True)
    locked.status, locked.ended, locked.ender = Status.SETTLED.value, at, by
    locked.save(update_fields=["status", "ended", "ender"])
    locked.hand_overs.filter(status=HandOverStatus.ASKED).update(
        status=HandOverStatus.TAKEN_BACK, answered=at
    )
    audit.record(
        "flags.settle", locked, by=by, at=at, family_id=locked.family_id, category=locked.category
    )
    return locked
