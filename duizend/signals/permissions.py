"""Who may add, end and weigh signals; and if not: why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.signals.models import Concept, Signal
from duizend.signals.rules.codes import (
    Kind,
    ParentView,
    Situation,
    Status,
    is_day_of_talk,
    is_day_to_weigh_again,
)


def check_can_see_shielded(user: User) -> None:
    if not user.sees_restricted:
        raise NotAllowed(
            _(
                "Safety is shielded. Your role does not record it here. Talk about it today "
                "with a colleague or your supervisor."
            )
        )


def check_can_add(user: User, family: Family, concept: Concept) -> None:
    check_can_change(user, family)
    if concept.retired_on is not None:
        raise NotAllowed(_("This signal is no longer used. Choose another one."))
    if concept.restricted:
        check_can_see_shielded(user)


def check_can_resolve(user: User, signal: Signal) -> None:
    check_can_change(user, signal.family)
    if signal.status != Status.PRESENT:
        raise NotAllowed(_("This signal has already ended."))


def check_can_enter_in_error(user: User, signal: Signal) -> None:
    check_can_resolve(user, signal)
    if signal.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("Only the organisation that recorded this signal can correct it."))


def check_can_appraise(user: User, family: Family) -> None:
    check_can_change(user, family)


def check_is_complete(
    *,
    situation: str,
    reason: str,
    parent_view: str,
    decided_on: date,
    again_on: date,
    strengths_not_discussed: bool,
    present: Iterable[Signal],
    today: date,
) -> None:
    """An appraisal is made by people: what they chose, why, and what the parent thinks."""
    if situation not in set(Situation):
        raise NotAllowed(_("Choose together which of the four fits."))
    if not reason.strip():
        raise NotAllowed(_("Say in one sentence why."))
    if parent_view not in set(ParentView):
        raise NotAllowed(_("Say how the parent sees it."))
    if not is_day_of_talk(decided_on, today):
        raise NotAllowed(_("Choose a day of the talk in the past month."))
    if not is_day_to_weigh_again(again_on, today):
        raise NotAllowed(_("Choose a day to weigh again, at most a year from now."))
    if not strengths_not_discussed and not any(
        signal.concept.kind == Kind.PROTECTIVE for signal in present
    ):
        raise NotAllowed(
            _(
                "Nothing that protects has been mentioned. Talk about what goes well, or say "
                "that you have not discussed it yet."
            )
        )
