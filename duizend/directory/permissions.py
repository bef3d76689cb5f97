"""Who may propose a change to the menu, and who decides about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.access.rules import Role
from duizend.core.permissions import NotAllowed
from duizend.directory.models import Offer, Suggestion


def keeps(user: User, organization_id: int) -> bool:
    """Whether this person answers for what this organisation offers: its staff, or the coalition.

    A student learns here and decides nothing. Keep equal to `rls.keeps_offer` (tests look).
    """
    if not user.is_active:
        return False
    here = user.organization_id == organization_id and user.role != Role.STUDENT
    return here or user.sets_agreements


def check_can_suggest(user: User, offer: Offer) -> None:
    """Any professional may; who refers hears first that something is not right."""
    if not user.is_active:
        raise NotAllowed(_("This account is closed."))
    if offer.retired_on is not None:
        raise NotAllowed(_("This offer is no longer on the menu."))


def check_can_confirm(user: User, offer: Offer) -> None:
    """Say that an offer still holds."""
    check_can_suggest(user, offer)
    if not keeps(user, offer.organization_id):
        raise NotAllowed(_("Only who offers this, or the coalition, can say that this is right."))


def check_can_decide(user: User, suggestion: Suggestion) -> None:
    """Take over a suggestion or not. Not again what was decided."""
    if not keeps(user, suggestion.offer.organization_id):
        raise NotAllowed(_("Only who offers this, or the coalition, decides about a change."))
    if suggestion.state != Suggestion.State.OPEN:
        raise NotAllowed(_("This suggestion was decided already."))
    if suggestion.offer.retired_on is not None:
        raise NotAllowed(_("This offer is no longer on the menu."))


def check_can_read_suggestion(user: User, suggestion: Suggestion) -> None:
    """Who sent it, and who decides about it."""
    if suggestion.sender_id != user.pk and not keeps(user, suggestion.offer.organization_id):
        raise NotAllowed(_("This suggestion is not for you."))
