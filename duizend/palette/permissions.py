"""Who reads the palette, and who reads what was needed and not there."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed


def check_can_read(user: User) -> None:
    """It is made of the menu alone: also for who works with families in it."""
    if not (user.is_active and (user.works_with_families or user.sees_region)):
        raise NotAllowed(
            _(
                "The palette is for the coalition and for who works with families, not for your role."
            )
        )


def check_can_read_needs(user: User) -> None:
    """How often nothing fitted; which municipalities, the database says."""
    if not (user.is_active and user.sees_region):
        raise NotAllowed(_("How often nothing fitted is for who leads the coalition."))
