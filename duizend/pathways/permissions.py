"""Who may decide about a step that a card proposes; and if not: why not."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.pathways.models import Proposal


def check_can_decide(user: User, family: Family) -> None:
    check_can_change(user, family)


def no_longer_proposed() -> NotAllowed:
    """For a card that was retired, or that no longer fits: it proposes nothing any more."""
    return NotAllowed(
        _(
            "This step is no longer proposed: what it rested on has changed. "
            "Look at the route again."
        )
    )


def check_has_reason(reason: str) -> None:
    if not reason.strip():
        raise NotAllowed(_("Say in one sentence why not, so that nobody proposes it again."))


def check_due_on(due_on: date | None, today: date) -> None:
    if due_on is not None and due_on < today:
        raise NotAllowed(_("Choose a day from today on."))


def check_can_reconsider(user: User, proposal: Proposal) -> None:
    check_can_decide(user, proposal.family)
    if proposal.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("Only the organisation that decided this can look at it again."))
    if proposal.carried_out_at is not None:
        raise NotAllowed(_("This step is already being carried out."))
