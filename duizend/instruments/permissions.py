"""Who may record an outcome, and who may say that one was a mistake; and if not: why not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.access.rules import RESTRICTED, Category
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.instruments.models import Result
from duizend.questionnaires.models import InstrumentSlot


def check_can_record(user: User, family: Family, slot: InstrumentSlot) -> None:
    check_can_change(user, family)
    if slot.retired_on is not None:
        raise NotAllowed(_("This instrument is no longer used here."))
    if Category(slot.category) in RESTRICTED and not user.sees_restricted:
        raise NotAllowed(
            _("Your role does not work with what is shielded. Talk today with who coordinates.")
        )


def check_can_correct(user: User, result: Result) -> None:
    check_can_change(user, result.family)
    if result.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("This outcome is of another organisation. Only they can change it."))
    if result.is_in_error:
        raise NotAllowed(_("This outcome was already marked as a mistake."))
