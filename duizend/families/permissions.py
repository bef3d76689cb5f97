"""Who may open, register and change a family; and if not: why not."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import Hidden, NotAllowed
from duizend.families.models import CareRelation, Family, RelationKind


class NoCareRelation(NotAllowed):
    """A colleague of the same organisation: told why not, and shown the emergency door."""

    template = "families/no_care_relation.html"

    def __init__(self, family_id: UUID) -> None:
        super().__init__(
            _(
                "You have no care relation with this family. Somebody else of your "
                "organisation has. Ask them to add you to the team around this family."
            )
        )
        self.family_id = family_id


def organization_knows(family_id: UUID) -> bool:
    """Whether the organisation of the one who asks has, or had, a care relation."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.organization_knows(%s)", [family_id])
        row = cursor.fetchone()
    return bool(row and row[0])


def check_can_work_with_families(user: User) -> None:
    if not user.works_with_families:
        raise NotAllowed(_("Your role works with agreements and figures, not with families."))


def check_can_register(user: User) -> None:
    check_can_work_with_families(user)


def check_has_care_relation(user: User, family: Family) -> None:
    """For a write: a care relation that holds now, an emergency one included."""
    check_can_work_with_families(user)
    if not CareRelation.objects.current().of(user).filter(family=family).exists():
        raise NoCareRelation(family.pk)


def check_is_open(family: Family) -> None:
    """Enough for the buttons of a page that was opened: the care relation was seen then."""
    if family.closed_on is not None:
        raise NotAllowed(_("This family is closed. Open it again before you change anything."))


def check_can_change(user: User, family: Family) -> None:
    check_has_care_relation(user, family)
    check_is_open(family)


def check_works_with(user: User, family: Family) -> None:
    """For what outlasts an emergency: a care relation of one's own."""
    relations = CareRelation.objects.current().of(user).filter(family=family)
    if not relations.filter(kind=RelationKind.CARE).exists():
        raise NotAllowed(
            _("You are looking with emergency access. Ask a colleague of the team to add somebody.")
        )


def others_work_with(family: Family) -> bool:
    """Whether somebody else has a care relation; of whichever organisation, without saying who."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.others_work_with(%s)", [family.pk])
        row = cursor.fetchone()
    return bool(row and row[0])


def check_can_leave(user: User, family: Family) -> None:
    check_has_care_relation(user, family)
    if not others_work_with(family):
        raise NotAllowed(
            _("Nobody else works with this family. First add a colleague to the team.")
        )


def check_can_add_colleague(user: User, family: Family, colleague: User) -> None:
    check_can_change(user, family)
    check_works_with(user, family)
    if colleague.organization_id != user.organization_id:
        raise NotAllowed(
            _("Only somebody of your own organisation can be added here. Ask others by a referral.")
        )
    check_can_work_with_families(colleague)
    if not colleague.is_active:
        raise NotAllowed(_("This colleague no longer works here."))
    if CareRelation.objects.filter(
        family=family, practitioner=colleague, period_end__isnull=True
    ).exists():
        raise NotAllowed(_("This colleague is already in the team around this family."))


def check_can_use_emergency_access(user: User, family_id: UUID) -> None:
    check_can_work_with_families(user)
    if not organization_knows(family_id):
        raise Hidden(f"no family {family_id} for user {user.pk}")  # as any page of it
    if Family.objects.visible_to(user).filter(pk=family_id).exists():
        raise NotAllowed(_("You can already open this family. Emergency access is not needed."))


def check_can_record_bsn(user: User, family: Family) -> None:
    check_can_change(user, family)
    if not user.organization.may_use_bsn:
        raise NotAllowed(
            _("Your organisation has no legal ground to record a BSN (UAVG article 46).")
        )
