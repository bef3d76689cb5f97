"""Who may write in the plan and who may coordinate; and if not: why not."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import Organization, User
from duizend.access.rules import RESTRICTED, Category
from duizend.consents.permissions import check_may_share
from duizend.consents.queries import may_be_looked_up
from duizend.core.permissions import NotAllowed
from duizend.families.models import CareRelation, Family, RelationKind
from duizend.families.permissions import check_can_change
from duizend.plans.models import Coordination, Entry, Notice, PlanTask
from duizend.plans.queries.team import known_team
from duizend.plans.rules import CoordinationStatus


class ChangedMeanwhile(NotAllowed):
    """Somebody else changed the same line since the form was opened. Nothing was lost."""


def check_can_write(user: User, family: Family, category: str = Category.PLAN) -> None:
    """For a new line in the plan."""
    check_can_change(user, family)
    if category in RESTRICTED and not user.sees_restricted:
        raise NotAllowed(
            _("Your role does not work with what is shielded. Talk today with who coordinates.")
        )


def check_can_edit(user: User, entry: Entry, today: date) -> None:
    """For the words of a line: of one's own organisation, or shared with the one who wrote it.

    What one writes in a line of another organisation becomes known there.
    """
    check_can_write(user, entry.family, entry.category)
    if entry.recorder_organization_id != user.organization_id:
        check_may_share(user, entry.family, entry.recorder_organization, [entry.category], today)


def check_can_progress(user: User, task: PlanTask, today: date) -> None:
    """For how a task stands: who it was given to may always say so."""
    check_can_write(user, task.family, task.category)
    if task.professional_id == user.pk or task.organization_id == user.organization_id:
        return
    check_can_edit(user, task, today)


def check_reaches(
    user: User, family: Family, organization: Organization, category: str, today: date
) -> None:
    """Whether a task for this organisation can be seen there: by consent, and kept available."""
    if organization.pk == user.organization_id:
        return
    check_may_share(user, family, organization, [category], today)
    if user.organization.is_care_provider and not may_be_looked_up(family, user.organization):
        raise NotAllowed(
            _(
                "There is no permission yet to keep data available to others. Ask for it on "
                "the page about consent, or choose somebody of your own organisation."
            )
        )


def check_can_be_given(
    user: User, family: Family, professional: User, category: str, today: date
) -> None:
    """For a task to a named professional: in the team, and able to see it."""
    if not professional.is_active or not professional.works_with_families:
        raise NotAllowed(_("This person does not work with families here."))
    if category in RESTRICTED and not professional.sees_restricted:
        raise NotAllowed(_("This person's role does not work with what is shielded."))
    check_reaches(user, family, professional.organization, category, today)
    if professional.pk != user.pk and not _is_in_team(professional, family):
        raise NotAllowed(_("This person is not in the team around this family."))


def check_can_propose(user: User, family: Family, practitioner: User) -> None:
    """For asking somebody to coordinate."""
    check_can_change(user, family)
    if not practitioner.is_active:
        raise NotAllowed(_("This person no longer works here."))
    if not practitioner.may_coordinate:
        raise NotAllowed(
            _("Somebody with the role %(role)s cannot be the coordinating professional.")
            % {"role": practitioner.get_role_display()}
        )
    if not _is_in_team(practitioner, family):
        raise NotAllowed(_("This person is not in the team around this family."))
    taken = Coordination.objects.filter(family=family)
    if taken.filter(practitioner=practitioner, status=CoordinationStatus.ACTIVE).exists():
        raise NotAllowed(_("This person already coordinates."))
    if taken.filter(status=CoordinationStatus.PROPOSED).exists():
        raise NotAllowed(_("Somebody was asked already. Wait for the answer, or take it back."))


def check_can_answer(user: User, coordination: Coordination) -> None:
    check_can_change(user, coordination.family)
    if coordination.practitioner_id != user.pk:
        raise NotAllowed(_("Only the person who was asked can answer."))
    if coordination.status != CoordinationStatus.PROPOSED:
        raise NotAllowed(_("This proposal is no longer open."))
    if not user.may_coordinate:
        raise NotAllowed(
            _("Somebody with the role %(role)s cannot be the coordinating professional.")
            % {"role": user.get_role_display()}
        )
    if not _cares(user, coordination.family):
        raise NotAllowed(_("Emergency access is not enough to coordinate."))


def check_can_take_back(user: User, coordination: Coordination) -> None:
    """For who proposed, or who coordinates now: a proposal nobody answers blocks the next."""
    check_can_change(user, coordination.family)
    if coordination.status != CoordinationStatus.PROPOSED:
        raise NotAllowed(_("This proposal is no longer open."))
    if coordination.recorder_id == user.pk:
        return
    if not Coordination.objects.filter(
        family=coordination.family, practitioner=user, status=CoordinationStatus.ACTIVE
    ).exists():
        raise NotAllowed(_("Only who proposed it, or who coordinates, can take it back."))


def check_is_for(user: User, notice: Notice) -> None:
    if notice.to_id != user.pk:
        raise NotAllowed(_("This message is for somebody else."))


def _is_in_team(person: User, family: Family) -> bool:
    """Whether somebody is known, to the one who asks, to work with this family now."""
    return known_team(family).filter(pk=person.pk).exists()


def _cares(user: User, family: Family) -> bool:
    """A care relation that holds now; looking in by emergency access is not one."""
    return (
        CareRelation.objects.current()
        .of(user)
        .filter(family=family, kind=RelationKind.CARE)
        .exists()
    )
