"""What every deed at a desk does: hold the item, and say what was done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import Hidden
from duizend.families.models import Family
from duizend.intake.models import Event, Item
from duizend.intake.permissions import only_the_desk
from duizend.intake.rules import FOR_SENDER, What
from duizend.referrals import tasks


def locked(item: Item) -> Item:
    """This item, for us alone until the end of the transaction; the policy lets the desk."""
    rows = Item.objects.select_for_update(of=("self",)).select_related("desk", "taken_by")
    row = rows.filter(pk=item.pk).first()
    if row is not None:
        return row
    if Item.objects.filter(pk=item.pk).exists():
        raise only_the_desk()
    raise Hidden(f"no item {item.pk}")


def tell(
    item: Item,
    what: What,
    words: str,
    *,
    by: User,
    at: datetime,
    family: Family | None = None,
) -> None:
    Event(
        item=item,
        what=what,
        by=by,
        desk_id=item.desk_id,
        at=at,
        note=words.strip(),
        for_sender=what in FOR_SENDER,
    ).save(force_insert=True)
    family_id: UUID | None = family.pk if family else None
    audit.record(f"intake.{what}", item, by=by, at=at, family_id=family_id)
    if what in FOR_SENDER and item.sender_id is not None:
        tasks.tell_person.defer(user_id=item.sender_id, day=timezone.localdate(at).isoformat())
