"""Who may take a document along; and if not: why not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.documents.rules.document import Kind
from duizend.families.permissions import check_works_with
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_can_read as check_can_read_received
from duizend.referrals.queries import ANSWERS, Told, side_of
from duizend.referrals.rules.states import Side
from duizend.visits.models import Visit
from duizend.visits.rules import Status


def check_can_take_along(user: User, referral: Referral, told: Told, kind: Kind) -> None:
    """The two sides only, and only what they may read at this moment.

    The sender needs a care relation of their own: in an emergency one looks, and takes
    nothing along.
    """
    side = side_of(user, referral)
    if side is None:
        raise NotAllowed(_("Only the two organisations of this referral can take it along."))
    if side is Side.SENDER:
        check_works_with(user, referral.family)
    else:
        check_can_read_received(user, referral)
    check_was_sent(referral)
    if not told.can_read:
        raise NotAllowed(
            _(
                "You cannot read what was told: there is no consent for it any more, or it was "
                "never yours. So there is no document either."
            )
        )
    if kind is Kind.FEEDBACK and not any(event.what in ANSWERS for event in referral.events.all()):
        raise NotAllowed(_("The receiver has not answered yet."))


def check_was_sent(referral: Referral) -> None:
    if referral.sent_at is None:
        raise NotAllowed(_("This referral has not been sent yet."))


def check_can_put_in_calendar(user: User, visit: Visit) -> None:
    """What is planned, or was cancelled so that it must leave the calendar again."""
    check_works_with(user, visit.family)
    if visit.status not in (Status.PLANNED, Status.CANCELLED):
        raise NotAllowed(_("This contact has been. It needs no place in a calendar."))
