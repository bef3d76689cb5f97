"""Who may ask a parent how it was, and who may read what parents said together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed


def check_can_ask(user: User) -> None:
    if not user.works_with_families:
        raise NotAllowed(_("Your role does not hold talks with families."))


def check_can_read(user: User) -> None:
    """Own organisation, or the region of a programme manager; which rows, the database says."""
    if not (user.works_with_families or user.sees_region):
        raise NotAllowed(
            _("These figures are for who holds the talks and for who leads the region.")
        )
