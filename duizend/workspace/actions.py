"""What takes two modules at once: the emergency door opens, and the coordinator is told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from duizend.access.models import User
from duizend.families.actions import use_emergency_access
from duizend.families.models import CareRelation
from duizend.plans.actions import inform_coordinator_of_emergency


@transaction.atomic
def open_in_emergency(family_id: UUID, reason: str, *, by: User, at: datetime) -> CareRelation:
    """Both or neither: no emergency access without telling who coordinates."""
    relation = use_emergency_access(family_id, reason, by=by, at=at)
    inform_coordinator_of_emergency(family_id, relation, by=by, at=at)
    return relation
