"""Telling one person that something happened, without saying what a record holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from duizend.access import audit
from duizend.access.models import User
from duizend.families.models import CareRelation, RelationKind
from duizend.plans.models import Coordination, Notice, NoticeKind
from duizend.plans.permissions import check_is_for
from duizend.plans.queries import current_coordination


def tell(
    to: User, kind: NoticeKind, event: Coordination | CareRelation, *, by: User, at: datetime
) -> None:
    """Leave a notice for this person, once per event; nobody is told of an own deed."""
    if to.pk == by.pk:
        return
    # Somebody else's notices cannot be seen, so the database itself keeps it to one.
    Notice.objects.bulk_create(
        [
            Notice(
                to=to,
                kind=kind,
                family_id=event.family_id,
                about=event.pk,
                recorder=by,
                recorded=at,
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def inform_coordinator_of_emergency(
    family_id: UUID, relation: CareRelation, *, by: User, at: datetime
) -> list[User]:
    """Tell who coordinates that somebody opened this family by emergency access.

    Without a coordinator who still works with the family, everybody of the own
    organisation who does. Returns who was told; may be empty when nobody is left.
    """
    coordination = current_coordination(family_id)
    if coordination is not None and not coordination.has_left:
        told = [coordination.practitioner]
    else:
        told = [
            colleague.practitioner
            for colleague in CareRelation.objects.current()
            .filter(
                family_id=family_id,
                organization_id=by.organization_id,
                kind=RelationKind.CARE,
                practitioner__is_active=True,
            )
            .exclude(practitioner=by)
            .select_related("practitioner")
            .order_by("period_start")
        ]
    for person in told:
        tell(person, NoticeKind.EMERGENCY, relation, by=by, at=at)
    audit.record(
        "plans.inform_of_emergency", relation, by=by, at=at, family_id=family_id, emergency=True
    )
    return told


@transaction.atomic
def mark_read(notice: Notice, *, by: User, at: datetime) -> Notice:
    check_is_for(by, notice)
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
        audit.record("plans.read_notice", notice, by=by, at=at, family_id=notice.family_id)
    return notice
