"""What every write in the plan shares: the plan itself, saving once, and the history."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.plans.models import CarePlan, Change, Entry, Subject
from duizend.plans.permissions import ChangedMeanwhile
from duizend.plans.rules import changed_lines

EntryT = TypeVar("EntryT", bound=Entry)


def plan_of(family: Family, *, by: User, at: datetime) -> CarePlan:
    """The one plan of this family; made when its first line is written."""
    CarePlan.objects.bulk_create(
        [
            CarePlan(
                family=family,
                recorder=by,
                recorder_organization_id=by.organization_id,
                recorded=at,
            )
        ],
        ignore_conflicts=True,
    )
    return CarePlan.objects.get(family=family)


def save_new(entry: EntryT, verb: str, *, by: User, at: datetime) -> tuple[EntryT, bool]:
    """Insert a line under the id of its form. Sent twice: the line that was there, and False."""
    if save_once(entry):
        audit.record(verb, entry, by=by, at=at, family_id=entry.family_id, category=entry.category)
        return entry, True
    before = (
        type(entry)._default_manager.filter(pk=entry.pk, family=entry.family, recorder=by).first()
    )
    if before is None:
        raise NotAllowed(_("This form was used before. Open the page again."))
    return before, False


def keep_history(
    entry: Entry,
    subject: Subject,
    before: dict[str, str],
    after: dict[str, str],
    *,
    by: User,
    at: datetime,
) -> bool:
    """Write down what differs. False when nothing does."""
    old, new = changed_lines(before, after)
    if not old and not new:
        return False
    Change(
        family_id=entry.family_id,
        category=entry.category,
        source_organization_id=entry.recorder_organization_id,
        subject=subject,
        subject_id=entry.pk,
        before=old,
        after=new,
        recorder=by,
        recorded=at,
    ).save(force_insert=True)
    return True


def locked(entry: EntryT, seen_version: int | None = None) -> EntryT:
    """The line as it is now, held until this deed is done.

    Raises ChangedMeanwhile when it is not the version that the form was made of.
    """
    found = (
        type(entry)
        ._default_manager.select_for_update(of=("self",))
        .select_related("family", "recorder_organization")
        .get(pk=entry.pk)
    )
    if seen_version is not None and seen_version != getattr(found, "version", seen_version):
        raise ChangedMeanwhile(
            _(
                "Somebody else changed this since you opened it. What you typed still stands "
                "here; above it is what it says now. Save again if yours is right."
            )
        )
    return found


def needed(text: str, refusal: str) -> str:
    """The text without air around it. Raises NotAllowed with this refusal when it is empty."""
    if not text.strip():
        raise NotAllowed(refusal)
    return text.strip()
