"""The log: one line for every read, search, change, print, export and refusal."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import models

from duizend.access.models import AuditEvent, Outcome, User


def record(
    action: str,
    entity: models.Model | None = None,
    *,
    by: User,
    at: datetime,
    family_id: UUID | None = None,
    category: str = "",
    reason: str = "",
    outcome: str = Outcome.SUCCESS,
    emergency: bool = False,
) -> None:
    """Add a line to the log, in the transaction of the deed.

    `action` is `module.verb`. `reason` is why it was done or refused; never put what a
    record says in it. `family_id` makes the line part of that family's own log.
    """
    AuditEvent.objects.create(
        recorded=at,
        agent=by,
        agent_organization_id=by.organization_id,
        action=action,
        outcome=outcome,
        family_id=family_id,
        entity=f"{entity._meta.label}:{entity.pk}" if entity is not None else "",
        category=category,
        reason=reason[:500],
        emergency=emergency,
    )


def record_for_each(action: str, family_ids: Sequence[UUID], *, by: User, at: datetime) -> None:
    """One line for each of these families in a single query; one without family for none."""
    about: Sequence[UUID | None] = family_ids or [None]
    AuditEvent.objects.bulk_create(
        AuditEvent(
            recorded=at,
            agent=by,
            agent_organization_id=by.organization_id,
            action=action,
            family_id=family_id,
        )
        for family_id in about
    )
