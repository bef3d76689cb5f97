"""Who may climb, call and choose; and if not: why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.follow_up.models import NextStep, NoteKind
from duizend.follow_up.rules.calling import CALLED_WHILE
from duizend.follow_up.rules.ladder import LONGEST, NotALadder, check
from duizend.follow_up.rules.next_steps import Choice, Why, choices, is_a_good_day
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_side
from duizend.referrals.rules.states import Side, Status

LONGEST_NOTE = 500


def check_directs(user: User) -> None:
    """May this person see which questions between organisations stay without an answer?"""
    if not user.directs_process:
        raise NotAllowed(_("This page is for the process director of the coalition."))


def check_can_note(user: User, words: str, kind: str, by_when: date | None, today: date) -> None:
    check_directs(user)
    if not words.strip():
        raise NotAllowed(_("Write with whom you spoke and what was said."))
    if len(words) > LONGEST_NOTE:
        raise NotAllowed(_("Keep it shorter than %(most)d characters.") % {"most": LONGEST_NOTE})
    if by_when is not None and kind != NoteKind.AGREED:
        raise NotAllowed(_("Only what was agreed has a day."))
    if by_when is not None and by_when < today:
        raise NotAllowed(_("Choose a day from today on."))


def check_sets_ladder(user: User, days: Sequence[int]) -> None:
    check_sees_ladder(user)
    try:
        check(days)
    except NotALadder:
        raise NotAllowed(
            _("Give four numbers from 0 to %(most)d; each as high as the one before, or higher.")
            % {"most": LONGEST}
        ) from None


def check_sees_ladder(user: User) -> None:
    if not user.sets_agreements:
        raise NotAllowed(_("The coalition sets this: its programme manager or process director."))


def check_reads_figures(user: User) -> None:
    """The region, or one's own organisation; which rows, the database says."""
    if not (user.works_with_families or user.sees_region):
        raise NotAllowed(
            _("These figures are for who helps families and for who leads the region.")
        )


def check_can_look(user: User, referral: Referral) -> None:
    """What now, and calling again: of the ones who asked."""
    check_side(user, referral, Side.SENDER)


def check_can_choose(
    user: User,
    referral: Referral,
    why: Why | None,
    choice: str,
    on: date | None,
    today: date,
) -> None:
    """May this be chosen for a referral that asks what now because of `why`?"""
    check_can_look(user, referral)
    if why is None:
        raise NotAllowed(_("This referral does not ask anything of you now."))
    if choice not in choices(why):
        raise NotAllowed(_("Choose what you agreed with the family."))
    if choice == Choice.LATER and not is_a_good_day(on, today):
        raise NotAllowed(_("Choose a day after today, within a year."))


def check_can_call(user: User, referral: Referral) -> None:
    """After a week one calls about a question of one's own that may still be without contact."""
    check_can_look(user, referral)
    if Status(referral.status) not in CALLED_WHILE or referral.contact_made:
        raise NotAllowed(_("There has been contact already, or the question is closed."))


def check_can_settle(user: User, step: NextStep, coordinates: bool) -> None:
    """Who coordinates says that the talk was held; the referrer may say so too."""
    if step.choice != Choice.COORDINATOR:
        raise NotAllowed(_("Nothing was asked of who coordinates."))
    if not coordinates and step.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("Only who coordinates, or who asked it, can say this."))
