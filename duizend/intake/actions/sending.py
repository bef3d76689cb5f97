"""What comes in: from a professional with consent, from a parent without an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Municipality, User
from duizend.access.rules import Category
from duizend.core.once import save_once
from duizend.core.permissions import Hidden
from duizend.intake.models import Desk, Event, Item, Part
from duizend.intake.permissions import check_can_send, check_has_words
from duizend.intake.rules import Kind, What, due
from duizend.referrals import tasks


@dataclass(frozen=True)
class Notice:
    """A pregnancy as a professional tells it, after her yes.

    contact: name, phone, birth_date, language, goes_well, asks. due_on: her due date.
    """

    municipality: Municipality
    contact: Mapping[str, Any]
    explained: list[str] = field(default_factory=list)
    consented_on: date | None = None
    due_on: date | None = None
    shielded: str = ""


@dataclass(frozen=True)
class Worry:
    """What a parent writes; nothing but the words is needed. `unsafe`: shield the words."""

    municipality: Municipality
    words: str
    name: str = ""
    reach: str = ""
    unsafe: bool = False


@transaction.atomic
def send_notice(told: Notice, desk: Desk, *, item_id: UUID, by: User, at: datetime) -> Item:
    """Send it to the desk of her municipality. The same form twice sends once.

    Raises Hidden for the id of something of somebody else.
    """
    check_can_send(by, told.explained, told.consented_on)
    check_has_words(str(told.contact.get("asks", "")))
    item = _new(Kind.PREGNANCY, told.municipality, desk, item_id, at)
    item.sender = by
    item.sender_organization_id = by.organization_id
    item.consented_on = told.consented_on
    item.explained = sorted(told.explained)
    if not save_once(item):
        before = Item.objects.filter(pk=item_id, sender=by).first()
        if before is None:
            raise Hidden(f"item {item_id} was not sent by user {by.pk}")
        return before
    _say(item, Category.CONTACT, told.contact)
    if told.due_on is not None:
        _say(item, Category.PREGNANCY, {"due_date": told.due_on.isoformat()})
    if told.shielded.strip():
        _say(item, Category.SAFETY, {"words": told.shielded.strip()})
    audit.record("intake.send", item, by=by, at=at)
    _tell(desk, at)
    return item


@transaction.atomic
def send_worry(told: Worry, desk: Desk, *, item_id: UUID, at: datetime) -> None:
    """Keep what a parent wrote. Nobody signed in, so its history says so and the log has no `by`.

    The same form twice is kept once.
    """
    check_has_words(told.words)
    item = _new(Kind.WORRY, told.municipality, desk, item_id, at)
    if not save_once(item):
        return
    words = told.words.strip()
    contact = {"name": told.name.strip(), "reach": told.reach.strip()}
    _say(item, Category.CONTACT, contact if told.unsafe else {**contact, "words": words})
    if told.unsafe:
        _say(item, Category.SAFETY, {"words": words})
    Event(item=item, what=What.ARRIVED, desk=desk, at=at, for_sender=False).save(force_insert=True)
    _tell(desk, at)


def erase_unlinked(today: date) -> int:
    """Empty the words of what was closed without a family, after the term of its desk.

    For a job of the installation, without anybody who asks; gives how many rows were emptied.
    """
    with connection.cursor() as cursor:
        cursor.execute("select rls.erase_unlinked(%s)", [today])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _new(kind: Kind, municipality: Municipality, desk: Desk, item_id: UUID, at: datetime) -> Item:
    waits = due(desk.agreed_terms, timezone.localdate(at), None)
    return Item(
        pk=item_id,
        kind=kind,
        desk=desk,
        municipality=municipality,
        sent_at=at,
        due_term=waits.term,
        due_on=waits.day,
    )


def _say(item: Item, category: Category, content: Mapping[str, Any]) -> None:
    Part(item=item, category=category, content=dict(content)).save(force_insert=True)


def _tell(desk: Desk, at: datetime) -> None:
    day = timezone.localdate(at).isoformat()
    tasks.tell_organization.defer(organization_id=desk.organization_id, day=day)
