"""Setting and withdrawing a card, as the coalition decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import User
from duizend.pathways.actions.loading import retire
from duizend.pathways.models import CardStatus, RouteCard
from duizend.pathways.permissions import (
    check_can_set_cards,
    check_can_withdraw,
    check_says_who,
    check_set_on,
)


@transaction.atomic
def set_card(
    content: Mapping[str, Any],
    *,
    set_on: date,
    set_by: str,
    decision: str,
    by: User,
    at: datetime,
) -> RouteCard:
    """Make this the next version of its card, from that day on.

    `content` has the shape of a card; its version, day and who decided are written here.
    Families that work with an older version keep it.
    """
    check_can_set_cards(by)
    check_says_who(set_by, decision)
    today = timezone.localdate(at)
    code = content["code"]
    others = list(RouteCard.objects.select_for_update().filter(code=code))
    check_set_on(set_on, today, others)
    version = max((row.version for row in others), default=0) + 1
    row = RouteCard.objects.create(
        code=code,
        version=version,
        name=content["name"],
        set_on=set_on,
        content={
            **content,
            "version": version,
            "set_on": set_on.isoformat(),
            "set_by": set_by.strip(),
            "checked_on": today.isoformat(),
        },
        loaded_at=at,
        recorder=by,
        decision=decision.strip(),
    )
    retire([*others, row], {code}, today)
    audit.record("pathways.set_card", row, by=by, at=at)
    return row


@transaction.atomic
def withdraw_card(row: RouteCard, note: str, *, by: User, at: datetime) -> None:
    """Propose it no longer to families that do not work with it yet.

    A version that has not started yet goes alone; else the whole card stops.
    """
    check_can_withdraw(by, row, note)
    today = timezone.localdate(at)
    versions = RouteCard.objects.select_for_update().filter(
        code=row.code, status=CardStatus.CURRENT
    )
    for one in versions.filter(pk=row.pk) if row.set_on > today else versions:
        one.withdrawn_on = today
        one.status = CardStatus.RETIRED
        one.withdrawn_because = note.strip()
        one.save(update_fields=["withdrawn_on", "withdrawn_because", "status"])
        audit.record("pathways.withdraw_card", one, by=by, at=at)
