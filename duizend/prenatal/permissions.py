"""Who may propose, plan and report a prenatal home visit; and if not: why not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from duizend.access.models import Organization, User
from duizend.core.permissions import NotAllowed
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.families.queries import moment
from duizend.families.rules.time import Phase
from duizend.prenatal.queries import offers_here
from duizend.prenatal.rules import is_before_birth, is_explained, may_talk_again_on
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_can_refer, check_side, check_takes_referrals
from duizend.referrals.rules.states import Side, Status
from duizend.visits.rules import can_be_planned_at, can_have_been_at

# While youth health care is at work with it.
AT_WORK = (Status.TAKEN, Status.STARTED)


def check_can_propose(user: User, family: Family, today: date) -> None:
    """Whoever works with this family, before the birth."""
    check_can_change(user, family)
    if moment(family, today).phase is not Phase.PREGNANCY:
        raise NotAllowed(_("The visit is before the birth. Nobody is pregnant here now."))


def check_can_ask(user: User, family: Family, offer: Offer, today: date) -> None:
    """Straight to youth health care of where the family lives."""
    check_can_propose(user, family, today)
    if offer not in offers_here(family):
        raise NotAllowed(_("Youth health care here does not give this visit."))
    check_can_refer(user, family, offer.organization)
    check_takes_referrals(user, offer)


def check_can_decline(user: User, family: Family, recipient: Organization) -> None:
    """A no is possible for everybody and always; only who is asked something can say it."""
    check_can_change(user, family)
    if recipient.pk == user.organization_id:
        raise NotAllowed(_("Your own organisation gives this visit. There is nothing to record."))


def check_is_explained(ticks: Collection[str]) -> None:
    if not is_explained(ticks):
        raise NotAllowed(_("First explain what you share, why, and which data. Tick all three."))


def check_talks_again(day: date | None, today: date) -> None:
    if not may_talk_again_on(day, today):
        raise NotAllowed(_("Choose a day from today on, and before the birth."))


def check_can_be_at(start: datetime, due_date: date | None, now: datetime) -> None:
    """A moment to come, and before the birth. `now` is Dutch time."""
    if not can_be_planned_at(start, now):
        raise NotAllowed(_("Choose a moment from today on, at most a thousand days ahead."))
    if not is_before_birth(start.astimezone(now.tzinfo).date(), due_date):
        raise NotAllowed(_("This visit is before the birth. Choose an earlier day."))


def check_was_at(start: datetime, now: datetime) -> None:
    if not can_have_been_at(start, now):
        raise NotAllowed(_("A contact that you record has been: choose a moment until now."))


def check_runs_not_yet(running: Referral | None) -> None:
    """Asking twice gives two nurses at one door."""
    if running is not None:
        raise NotAllowed(
            _("The visit was asked already, of %(organization)s.")
            % {"organization": running.performer.name}
        )


def check_gives_the_visit(user: User, referral: Referral) -> None:
    """The people of youth health care who took it, while they are at work with it."""
    check_side(user, referral, Side.PERFORMER)
    if Status(referral.status) not in AT_WORK:
        raise NotAllowed(_("Nobody works on this request now."))


def check_has_been(has_been: bool) -> None:
    if not has_been:
        raise NotAllowed(_("First record that the visit has been."))
