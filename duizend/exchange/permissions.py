"""Who brings offers in and takes the menu out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.exchange.models import Import


def check_can_exchange(user: User) -> None:
    """Who sets what the coalition agrees on: the menu is of all its organisations together."""
    if not (user.is_active and user.sets_agreements):
        raise NotAllowed(
            _("Offers are brought in and taken out by who leads the coalition, not by your role.")
        )


def check_can_apply(user: User, file: Import) -> None:
    """Do what a file says; once."""
    check_can_exchange(user)
    if file.applied is not None:
        raise NotAllowed(_("This file was brought in already."))
