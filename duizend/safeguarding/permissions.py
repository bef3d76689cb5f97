"""Who may begin, read, write, look along, release and take over. Strangers find nothing at all.

Consent, the care relation and emergency access play no part here: the meldcode goes on
without them, and they open nothing.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import Hidden, NotAllowed
from duizend.families.permissions import organization_knows
from duizend.safeguarding.models import Case
from duizend.safeguarding.subject import Subject


def check_may_safeguard(user: User) -> None:
    """For students, and for who does not work with families, these pages do not exist."""
    if not user.may_safeguard:
        raise Hidden(f"no vault for user {user.pk}")


def check_can_read(user: User, case: Case) -> None:
    if not Case.objects.readable_by(user).filter(pk=case.pk).exists():
        raise Hidden(f"no case {case.pk} for user {user.pk}")


def check_keeps(user: User, case: Case) -> None:
    """For the steps themselves: only the one who has the case in hand."""
    check_can_read(user, case)
    if case.keeper_id != user.pk:
        raise NotAllowed(
            _("Only %(name)s writes the steps. You can add something to what stands there.")
            % {"name": case.keeper.full_name}
        )


def check_can_look_along(user: User, case: Case) -> None:
    """The second person: the supervisor or the officer, never the one who decides."""
    check_can_read(user, case)
    if case.keeper_id == user.pk:
        raise NotAllowed(_("A second person looks at the decision, not you yourself."))


def check_can_supervise(user: User, case: Case, colleague: User) -> None:
    """Whether this colleague may be named by the one who keeps the case."""
    check_keeps(user, case)
    if colleague.pk == user.pk:
        raise NotAllowed(_("Name somebody else: a second person looks along."))
    if colleague.organization_id != user.organization_id or not colleague.is_active:
        raise NotAllowed(_("Name somebody who works at your own organisation."))
    if not colleague.may_safeguard:
        raise NotAllowed(_("This colleague may not work with the meldcode."))


def check_can_release(user: User, case: Case, subject: Subject) -> None:
    check_keeps(user, case)
    if subject.family_id is None:
        raise NotAllowed(
            _("This is not about a family in duizend, so there is no team to release it to.")
        )
    if not organization_knows(subject.family_id):
        raise NotAllowed(_("Your organisation does not work with this family in duizend."))


def check_can_take_over(user: User, case: Case) -> None:
    """The officer, when the one who kept it no longer works here."""
    check_can_read(user, case)
    if not user.is_safeguarding_officer:
        raise NotAllowed(_("Only the meldcode officer can take this over."))
    if not has_left(case):
        raise NotAllowed(
            _("%(name)s still works here and keeps this.") % {"name": case.keeper.full_name}
        )


def has_left(case: Case) -> bool:
    """Whether the one who keeps a case may no longer do so at this organisation."""
    keeper = case.keeper
    return not (
        keeper.is_active and keeper.organization_id == case.organization_id and keeper.may_safeguard
    )
