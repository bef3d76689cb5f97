"""Who may look at, draw, finish and correct a picture; and if not: why not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change, check_has_care_relation
from duizend.portraits.models import Portrait
from duizend.portraits.rules.codes import Status


def check_can_look(user: User, family: Family) -> None:
    """Who works with the family looks along; the database leaves out what was not shared."""
    check_has_care_relation(user, family)


def check_can_draw(user: User, family: Family) -> None:
    check_can_change(user, family)


def check_is_ours(user: User, portrait: Portrait) -> None:
    if portrait.recorder_organization_id != user.organization_id:
        raise NotAllowed(
            _("This picture was made at another organisation. Make a new one together.")
        )


def check_can_fill_in(user: User, portrait: Portrait) -> None:
    check_can_draw(user, portrait.family)
    check_is_ours(user, portrait)
    if portrait.status != Status.DRAFT:
        raise NotAllowed(_("This picture is ready and stays as it is. Make a new one together."))


def check_can_finish(user: User, portrait: Portrait, *, is_empty: bool) -> None:
    check_can_fill_in(user, portrait)
    if is_empty:
        raise NotAllowed(_("Nothing stands on this picture yet. Fill in one thing, or come back."))


def check_can_enter_in_error(user: User, portrait: Portrait) -> None:
    check_can_draw(user, portrait.family)
    check_is_ours(user, portrait)
    if portrait.status == Status.ENTERED_IN_ERROR:
        raise NotAllowed(_("This picture was already put aside."))
