"""Who works with a family, and looking in without that in an emergency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.actions.people import one_at_a_time
from duizend.families.models import EMERGENCY_LASTS, CareRelation, Family, RelationKind
from duizend.families.permissions import (
    NoCareRelation,
    check_can_add_colleague,
    check_can_leave,
    check_can_use_emergency_access,
    check_works_with,
)


@transaction.atomic
def add_colleague(family: Family, colleague: User, *, by: User, at: datetime) -> CareRelation:
    """Add somebody of the own organisation to the team around this family."""
    check_works_with(by, family)
    one_at_a_time(family)
    check_can_add_colleague(by, family, colleague)
    relation = relate(family, colleague, recorder=by, at=at)
    audit.record("families.add_colleague", relation, by=by, at=at, family_id=family.pk)
    return relation


@transaction.atomic
def leave(family: Family, *, by: User, at: datetime) -> None:
    """End one's own care relation; the family stays with the others."""
    check_can_leave(by, family)
    relation = CareRelation.objects.filter(
        family=family, practitioner=by, period_end__isnull=True
    ).first()
    if relation is None:
        raise NoCareRelation(family.pk)
    audit.record("families.leave", relation, by=by, at=at, family_id=family.pk)
    relation.period_end = at
    relation.save(update_fields=["period_end"])


@transaction.atomic
def use_emergency_access(family_id: UUID, reason: str, *, by: User, at: datetime) -> CareRelation:
    """Open a family of one's own organisation without a care relation, for a short time.

    Who coordinates is told by the page that calls this (plans knows who that is).
    """
    check_can_use_emergency_access(by, family_id)
    if not reason.strip():
        raise NotAllowed(_("Say why you need to see this family now."))
    relation = CareRelation(
        family_id=family_id,
        practitioner=by,
        organization_id=by.organization_id,
        kind=RelationKind.EMERGENCY,
        reason=reason.strip()[:500],
        period_start=at,
        period_end=at + EMERGENCY_LASTS,
        recorder=by,
    )
    relation.save(force_insert=True)
    audit.record(
        "families.emergency_access",
        relation,
        by=by,
        at=at,
        family_id=family_id,
        reason=reason.strip(),
        emergency=True,
    )
    return relation


def join(family_id: UUID, *, by: User, at: datetime) -> None:
    """Start one's own care relation after taking a referral; the policy checks that ground."""
    if not CareRelation.objects.filter(
        family_id=family_id, practitioner=by, period_end__isnull=True
    ).exists():
        relate(family_id, by, recorder=by, at=at)


def relate(
    family: Family | UUID, practitioner: User, *, recorder: User, at: datetime
) -> CareRelation:
    relation = CareRelation(
        family_id=family if isinstance(family, UUID) else family.pk,
        practitioner=practitioner,
        organization_id=practitioner.organization_id,
        period_start=at,
        recorder=recorder,
    )
    relation.save(force_insert=True)
    return relation
