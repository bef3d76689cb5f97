"""Beginning a case, naming who looks along, and taking it over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import Hidden, NotAllowed
from duizend.safeguarding import vault
from duizend.safeguarding.actions.journal import note
from duizend.safeguarding.models import Case
from duizend.safeguarding.permissions import (
    check_can_supervise,
    check_can_take_over,
    check_keeps,
    check_may_safeguard,
)
from duizend.safeguarding.queries import family_to_start_from
from duizend.safeguarding.subject import Subject


def own_id(entry: UUID, by: User) -> UUID:
    """The id of a row of this person for the id that travelled in their form.

    Twice the same form is one row; and nobody can try whether an id of somebody else's is
    taken.
    """
    return uuid5(entry, str(by.pk))


@transaction.atomic
def start(
    entry: UUID, *, by: User, at: datetime, family_id: UUID | None = None, about: str = ""
) -> Case:
    """A case about a family that one may open now, or about whom one says in own words.

    Asks no consent and no care relation afterwards: it goes on when the family is closed
    or the relation ended. Raises Hidden for who may not, NotAllowed when it is about nobody.
    """
    check_may_safeguard(by)
    row = own_id(entry, by)
    case = Case(
        pk=row,
        organization_id=by.organization_id,
        reporter=by,
        keeper=by,
        opened=at,
        sealed=vault.sealed(_subject(by, family_id, about).as_content(), row),
    )
    if save_once(case):
        note(case, "start", by=by, at=at)
    return case


def _subject(by: User, family_id: UUID | None, about: str) -> Subject:
    if family_id is not None:
        family = family_to_start_from(by, family_id)
        if family is None:
            raise NotAllowed(
                _("You cannot open this family now. Say in your own words whom it is about.")
            )
        return Subject(family.name, family.pk)
    if not about.strip():
        raise NotAllowed(_("Say whom it is about."))
    return Subject(about.strip())


@transaction.atomic
def name_supervisor(case: Case, colleague: User | None, *, by: User, at: datetime) -> None:
    """Who looks along from now; None for nobody. Who did before reads nothing any more."""
    held = locked(case.pk, by)
    if colleague is None:
        check_keeps(by, held)
    else:
        check_can_supervise(by, held, colleague)
    if held.supervisor == colleague:
        return
    held.supervisor = colleague
    held.save(update_fields=["supervisor"])
    words = colleague.full_name if colleague else ""
    note(held, "name_supervisor" if colleague else "end_supervisor", by=by, at=at, words=words)


@transaction.atomic
def take_over(case: Case, *, by: User, at: datetime) -> None:
    """The officer keeps it from now, because the one who did no longer works here."""
    held = locked(case.pk, by)
    if held.keeper_id == by.pk:
        return
    check_can_take_over(by, held)
    before = held.keeper.full_name
    held.keeper = by
    if held.supervisor_id == by.pk:
        held.supervisor = None
    held.save(update_fields=["keeper", "supervisor"])
    note(held, "take_over", by=by, at=at, words=before)


def locked(case_id: UUID, by: User) -> Case:
    """The case as it is now, held until the deed is done; Hidden for who may not read it."""
    found = Case.objects.readable_by(by).select_for_update(of=("self",))
    held = found.select_related("keeper", "supervisor").filter(pk=case_id).first()
    if held is None:
        raise Hidden(f"no case {case_id} for user {by.pk}")
    return held
