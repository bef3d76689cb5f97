"""Where the family is in an approach: said by people, forward or back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.plans.actions.writing import needed, plan_of, save_new
from duizend.plans.models import StepMove
from duizend.plans.permissions import check_can_write
from duizend.plans.rules import is_step


@transaction.atomic
def go_to_step(
    move_id: UUID,
    family: Family,
    approach: str,
    step: int,
    reason: str,
    *,
    by: User,
    at: datetime,
) -> StepMove:
    """Going back is normal; each move is kept with its reason."""
    check_can_write(by, family)
    if not is_step(approach, step):
        raise NotAllowed(_("This step is not known here."))
    move = StepMove(
        id=move_id,
        family=family,
        plan=plan_of(family, by=by, at=at),
        approach=approach,
        step=step,
        reason=needed(reason, _("Say in a few words why.")),
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    return save_new(move, "plans.go_to_step", by=by, at=at)[0]
