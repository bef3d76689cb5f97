"""Letting steps out of the vault, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import Hidden, NotAllowed
from duizend.safeguarding import vault
from duizend.safeguarding.actions.cases import locked, own_id
from duizend.safeguarding.actions.journal import note
from duizend.safeguarding.models import Case, Release, ReleaseReading
from duizend.safeguarding.permissions import check_can_release, check_keeps
from duizend.safeguarding.queries import entries_of, subject_of
from duizend.safeguarding.rules import STEPS, Written, additions_to, of_step


@transaction.atomic
def release(
    entry: UUID, case: Case, steps: Sequence[str], reason: str, *, by: User, at: datetime
) -> Release:
    """Show these steps, as they are now, to the family and its team here.

    A copy leaves the vault; what is written later does not. The reason stays inside.
    """
    held = locked(case.pk, by)
    subject = subject_of(held)
    check_can_release(by, held, subject)
    if not reason.strip():
        raise NotAllowed(_("Say why you show this now."))
    let_out = _chosen(entries_of(held), steps)
    if not let_out:
        raise NotAllowed(_("Choose at least one step in which something is written."))
    row = own_id(entry, by)
    content = {"name": subject.name, "entries": [_copy(one) for one in let_out]}
    made = Release(
        pk=row,
        case=held,
        family_id=subject.family_id,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
        sealed=vault.sealed(content, row),
    )
    if save_once(made):
        note(held, "release", by=by, at=at, words=reason.strip())
    return made


@transaction.atomic
def take_back(asked: Release, reason: str, *, by: User, at: datetime) -> None:
    """From now only the three read it again. Who has read it has read it: that stays listed."""
    case = locked(asked.case_id, by)
    check_keeps(by, case)
    if not reason.strip():
        raise NotAllowed(_("Say why you take it back."))
    held = Release.objects.get(pk=asked.pk)
    if held.withdrawn_at is not None:
        return
    held.withdrawn_at = at
    held.family_id = None
    held.save(update_fields=["withdrawn_at", "family_id"])
    note(case, "take_back", by=by, at=at, words=reason.strip())


def read_release(asked: Release, *, by: User, at: datetime) -> None:
    """A line of who read what was let out, for everybody who may read it."""
    if not Release.objects.visible_to(by).filter(pk=asked.pk).exists():
        raise Hidden(f"no release {asked.pk} for user {by.pk}")
    reading = ReleaseReading(pk=uuid4(), release=asked, agent=by, recorded=at)
    reading.save(force_insert=True)


def _chosen(entries: Sequence[Written], steps: Sequence[str]) -> list[Written]:
    found = []
    for step in STEPS:
        if step.value in steps:
            for one in of_step(entries, step):
                found += [one, *additions_to(entries, one.id)]
    return found


def _copy(one: Written) -> dict[str, object]:
    return {
        "id": str(one.id),
        "words": one.words.as_content(),
        "recorder": one.recorder_id,
        "recorded": one.recorded.isoformat(),
    }
