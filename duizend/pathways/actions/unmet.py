"""Saying that nothing on the menu fitted, and that something was found after all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.families.models import Family
from duizend.pathways.models import UnmetNeed
from duizend.pathways.permissions import (
    check_can_say_found,
    check_can_say_unmet,
    check_says_what_for,
)
from duizend.signals.models import Concept, LifeDomain


@transaction.atomic
def say_unmet(
    need_id: UUID,
    family: Family,
    life_domain: LifeDomain,
    looked_for: str,
    *,
    concept: Concept | None = None,
    by: User,
    at: datetime,
) -> UnmetNeed:
    """For this family nothing fitted. `need_id` makes a double click one."""
    check_can_say_unmet(by, family, life_domain, concept)
    check_says_what_for(looked_for)
    need = UnmetNeed(
        pk=need_id,
        family=family,
        category=concept.category if concept is not None else life_domain.pk,
        concept=concept,
        looked_for=looked_for.strip(),
        municipality_id=family.municipality_id,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    need.clean_fields(exclude=["family", "concept", "municipality", "recorder"])
    if save_once(need):
        _log("say_unmet", need, by=by, at=at)
    return need


@transaction.atomic
def say_found(need: UnmetNeed, *, by: User, at: datetime) -> None:
    """Something was found after all. Said once; it stays a gap of that day for the coalition."""
    check_can_say_found(by, need)
    need = UnmetNeed.objects.select_for_update(of=["self"]).get(pk=need.pk)
    if need.found_at is None:
        need.found_at = at
        need.save(update_fields=["found_at"])
        _log("say_found", need, by=by, at=at)


def _log(verb: str, need: UnmetNeed, *, by: User, at: datetime) -> None:
    audit.record(
        f"pathways.{verb}", need, by=by, at=at, family_id=need.family_id, category=need.category
    )
