"""Who may send a list home, and open it in the talk; and if not: why not."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.access.models import User
from duizend.beforehand.models import Invitation
from duizend.beforehand.rules.at_home import WhyNot, why_not_at_home
from duizend.beforehand.rules.standing import Standing
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family, Person
from duizend.families.permissions import check_can_change, check_works_with
from duizend.families.queries import who_can_decide
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.permissions import check_can_start
from duizend.questionnaires.queries import form_of, latest_version

NOT_AT_HOME = {
    WhyNot.SHIELDED: gettext_lazy(
        "This list asks about safety. It is only asked alone, never at home."
    ),
    WhyNot.NOT_WHOLE: gettext_lazy(
        "One question of this list is not asked at home: it is about safety, or its answer asks "
        "to act the same day. Without that question it is another list. Ask it in the talk."
    ),
    WhyNot.NOTHING_LEFT: gettext_lazy("There is nothing in this list that can be asked at home."),
}


def check_can_work_at_home(user: User, family: Family) -> None:
    """For all that outlasts this moment: a care relation of one's own."""
    check_can_change(user, family)
    check_works_with(user, family)


def check_may_go_home(questionnaire: Questionnaire) -> None:
    form = form_of(latest_version(questionnaire))
    why = why_not_at_home(form, is_own=questionnaire.is_own)
    if why is not None:
        raise NotAllowed(NOT_AT_HOME[why])


def check_can_send(
    user: User, family: Family, questionnaire: Questionnaire, person: Person
) -> None:
    check_can_work_at_home(user, family)
    check_may_go_home(questionnaire)
    check_can_start(user, family, questionnaire)
    if person not in who_can_decide(family):
        raise NotAllowed(_("A list goes to the mother (to be) or to the partner of this family."))


def check_can_manage(user: User, invitation: Invitation) -> None:
    """Withdraw a link, or give it a new code."""
    check_can_work_at_home(user, invitation.family)
    if invitation.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("This link is of another organisation."))
    if invitation.opened is not None:
        raise NotAllowed(_("This was opened together already."))
    if invitation.withdrawn is not None:
        raise NotAllowed(_("This link was withdrawn."))


def check_can_open(user: User, invitation: Invitation) -> None:
    """Open it together: only something that was filled in, and only once."""
    check_can_manage(user, invitation)
    if invitation.begun is None:
        raise NotAllowed(_("Nothing was filled in at home yet."))


def check_can_renew(user: User, invitation: Invitation, standing: Standing) -> None:
    check_can_manage(user, invitation)
    if standing is Standing.EXPIRED:
        raise NotAllowed(_("The days of this link are over. Send a new one."))
