"""Who may hold a conversation and answer in it; and if not: why not."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.questionnaires.models import Questionnaire, QuestionnaireResponse
from duizend.questionnaires.queries import is_strength_named
from duizend.questionnaires.rules.codes import Status
from duizend.questionnaires.rules.form import Item


class NoStrengthNamed(NotAllowed):
    """A conversation cannot be finished yet: nothing that goes well was named."""


def check_can_see_region(user: User) -> None:
    """Figures of many families together: for who leads the programme of a coalition."""
    if not (user.is_active and user.sees_region):
        raise NotAllowed(
            _("These figures are for who leads the programme of a coalition, not for your role.")
        )


def check_can_manage_lists(user: User) -> None:
    if not (user.is_active and user.manages_content):
        raise NotAllowed(_("Lists are published by the administrator, not by your role."))


def check_can_ask_shielded(user: User) -> None:
    if not user.sees_restricted:
        raise NotAllowed(
            _(
                "This part is shielded. Your role does not ask it. Ask a colleague who may, and "
                "talk about worries today with your supervisor."
            )
        )


def check_can_start(user: User, family: Family, questionnaire: Questionnaire) -> None:
    check_can_change(user, family)
    if questionnaire.retired_on is not None:
        raise NotAllowed(_("This list is no longer used. Choose another one."))
    if questionnaire.is_shielded:
        check_can_ask_shielded(user)


def check_can_continue(user: User, response: QuestionnaireResponse) -> None:
    check_can_change(user, response.family)
    if response.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("This conversation is of another organisation. You can only read it."))
    if response.status != Status.IN_PROGRESS:
        raise NotAllowed(_("This conversation has ended. Begin a new one to change something."))


def check_can_answer(
    user: User, response: QuestionnaireResponse, item: Item, opened: Collection[str]
) -> None:
    check_can_continue(user, response)
    if item.restricted:
        check_can_ask_shielded(user)
    if item.link_id not in opened:
        raise NotAllowed(_("This question is not open now."))


def check_is_strength_named(response: QuestionnaireResponse, *, not_discussed: bool) -> None:
    """A conversation ends with something that goes well, or with saying it was not discussed."""
    if not not_discussed and not is_strength_named(response):
        raise NoStrengthNamed(
            _(
                "Nothing that goes well has been named yet. Talk about it, or say that you have "
                "not discussed it yet."
            )
        )
