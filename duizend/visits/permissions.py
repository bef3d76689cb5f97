"""Who may plan, record, move and cancel a contact; and if not: why not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import CATEGORY_LABELS, User
from duizend.access.rules import RESTRICTED, Category
from duizend.core.permissions import NotAllowed
from duizend.families.models import CareRelation, Family
from duizend.families.permissions import check_can_change
from duizend.visits.models import Visit


def check_can_plan(user: User, family: Family, practitioner: User) -> None:
    """For a new contact of the own organisation, by somebody of the team."""
    check_can_change(user, family)
    if practitioner.organization_id != user.organization_id:
        raise NotAllowed(_("Plan contacts for people of your own organisation only."))
    if not practitioner.is_active:
        raise NotAllowed(_("This colleague no longer works here."))
    if practitioner.pk == user.pk:
        return
    if not CareRelation.objects.current().of(practitioner).filter(family=family).exists():
        raise NotAllowed(_("This colleague is not in the team around this family yet."))


def check_is_ours(user: User, visit: Visit) -> None:
    check_can_change(user, visit.family)
    if visit.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("This contact is of another organisation. Only they can change it."))


def check_can_settle(user: User, visit: Visit) -> None:
    """For recording, moving or cancelling what was planned."""
    check_is_ours(user, visit)
    if not visit.is_planned:
        raise NotAllowed(_("This contact is no longer planned: it has been, or was cancelled."))


def check_can_report(user: User, visit: Visit, category: str) -> None:
    check_is_ours(user, visit)
    if category not in CATEGORY_LABELS:
        raise NotAllowed(_("This kind of data is not known here."))
    if Category(category) in RESTRICTED and not user.sees_restricted:
        raise NotAllowed(
            _("Your role does not work with what is shielded. Talk today with who coordinates.")
        )
    if visit.is_planned:
        raise NotAllowed(_("This contact has not been yet. Record it first."))
