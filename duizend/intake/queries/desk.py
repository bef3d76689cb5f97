"""What is asked about a desk: its queue, what one sent oneself, what an item says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from duizend.access.models import Municipality, User
from duizend.access.rules import Category
from duizend.families.models import Family
from duizend.families.queries import LooksLike, possible_duplicates
from duizend.families.rules.days import parse_day
from duizend.intake.models import (
    KIND_LABELS,
    WORD_LABELS,
    Desk,
    Event,
    Item,
    Link,
    Move,
    Part,
    Sorting,
)
from duizend.intake.rules import is_late, working_days_left
from duizend.referrals import queries as referrals
from duizend.referrals.models import Referral

# What a list shows at most; who has more waiting has another problem than this page.
MOST = 50


@dataclass(frozen=True)
class Waiting:
    """A line of the queue: something that came in, or a referral to the desk’s organisation."""

    pk: UUID
    title: str
    sender: str
    due_on: date | None
    late: bool
    taken_by: str
    is_mine: bool
    is_referral: bool
    # Working days until its last day, below zero too late; None without a last day.
    days_left: int | None = None
    # Where somebody of the desk thinks that it goes first; empty when nobody sorted it.
    sorted_as: str = ""
    # Another desk that was asked to take it, or that asks it of us (then `move` is its question).
    asked_of: str = ""
    move: UUID | None = None


@dataclass(frozen=True)
class Says:
    """What an item says to the one who asks; `erased` when its words are gone."""

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def contact(self) -> dict[str, Any]:
        return self.parts.get(Category.CONTACT, {})

    @property
    def pregnancy(self) -> dict[str, Any]:
        return self.parts.get(Category.PREGNANCY, {})

    @property
    def due_on(self) -> date | None:
        day = self.pregnancy.get("due_date")
        return date.fromisoformat(day) if day else None

    @property
    def shielded(self) -> str:
        return str(self.parts.get(Category.SAFETY, {}).get("words", ""))

    @property
    def name(self) -> str:
        return str(self.contact.get("name", ""))

    @property
    def is_erased(self) -> bool:
        return not self.contact


def desks_of(user: User) -> list[Desk]:
    """The desks that this person’s organisation keeps; none for who works with no families."""
    if not user.works_with_families:
        return []
    return list(Desk.objects.filter(organization_id=user.organization_id, retired_on=None))


def desk_of(municipality_id: str) -> Desk | None:
    found = Desk.objects.filter(areas__municipality=municipality_id, retired_on=None)
    return found.select_related("organization").first()


def municipalities_with_a_desk() -> QuerySet[Municipality]:
    return Municipality.objects.filter(deskarea__desk__retired_on=None).order_by("name")


def queue(user: User, desks: Iterable[Desk], today: date) -> list[Waiting]:
    """Everything that waits at these desks, what is due first on top; referrals included."""
    items = (
        Item.objects.open()
        .filter(desk__in=desks)
        .select_related("sender_organization", "taken_by", "municipality")
        .order_by("due_on", "sent_at")[:MOST]
    )
    asked = [*referrals.new_for(user)[:MOST], *referrals.in_hand_of(user)[:MOST]]
    found = list(items)
    words, going = _words_of(found, asked), _moves_from(found)
    lines = [_of_item(item, user, today, words, going) for item in found]
    lines += [_of_referral(referral, user, today, words) for referral in asked]
    lines += [_of_move(move, today) for move in moves_to(desks)]
    return sorted(lines, key=lambda line: (line.due_on or date.max, str(line.pk)))


def _words_of(items: Iterable[Item], asked: Iterable[Referral]) -> dict[UUID, str]:
    """The last word for each of these questions, by its own id."""
    of_items = Q(item__in=[item.pk for item in items])
    of_requests = Q(referral__in=[referral.pk for referral in asked])
    rows = Sorting.objects.filter(of_items | of_requests).order_by("at", "pk")
    words = {(row.item_id or row.referral_id): str(WORD_LABELS[row.word]) for row in rows}
    return {key: word for key, word in words.items() if key is not None}


def _moves_from(items: Iterable[Item]) -> dict[UUID, str]:
    rows = Move.objects.filter(item__in=[item.pk for item in items], answered_at=None)
    return {row.item_id: row.to_desk.name for row in rows.select_related("to_desk")}


def moves_to(desks: Iterable[Desk]) -> list[Move]:
    """What other desks ask these desks to take over, longest waiting first."""
    rows = Move.objects.filter(to_desk__in=desks, answered_at=None)
    return list(
        rows.select_related("item", "from_desk", "municipality").order_by("at", "pk")[:MOST]
    )


def _of_move(move: Move, today: date) -> Waiting:
    return Waiting(
        move.item_id,
        str(KIND_LABELS[move.item.kind]),
        move.from_desk.name,
        move.item.due_on,
        is_late(move.item.due_on, today),
        "",
        is_mine=False,
        is_referral=False,
        days_left=_left(move.item.due_on, today),
        move=move.pk,
    )


def _left(day: date | None, today: date) -> int | None:
    return None if day is None else working_days_left(day, today)


def _of_item(
    item: Item, user: User, today: date, words: dict[UUID, str], going: dict[UUID, str]
) -> Waiting:
    sender = item.sender_organization.name if item.sender_organization else item.municipality.name
    return Waiting(
        item.pk,
        str(KIND_LABELS[item.kind]),
        sender,
        item.due_on,
        is_late(item.due_on, today),
        item.taken_by.full_name if item.taken_by else "",
        item.taken_by_id == user.pk,
        is_referral=False,
        days_left=_left(item.due_on, today),
        sorted_as=words.get(item.pk, ""),
        asked_of=going.get(item.pk, ""),
    )


def _of_referral(referral: Referral, user: User, today: date, words: dict[UUID, str]) -> Waiting:
    return Waiting(
        referral.pk,
        _("Request for help with a family"),
        referral.sender_organization.name,
        referral.due_on,
        is_late(referral.due_on, today),
        referral.taken_by.full_name if referral.taken_by else "",
        referral.taken_by_id == user.pk,
        is_referral=True,
        days_left=_left(referral.due_on, today),
        sorted_as=words.get(referral.pk, ""),
    )


def sent_by(user: User) -> QuerySet[Item]:
    """What this person sent, what still waits first."""
    return (
        Item.objects.filter(sender=user)
        .select_related("desk", "taken_by")
        .order_by("closed_at", "-sent_at")[:MOST]
    )


def item(item_id: UUID) -> Item | None:
    """One item with all that its page shows; the policy decides who finds it."""
    return (
        Item.objects.filter(pk=item_id)
        .select_related(
            "desk__organization", "municipality", "sender", "sender_organization", "taken_by"
        )
        .prefetch_related(
            "parts", Prefetch("events", Event.objects.select_related("by").order_by("at", "pk"))
        )
        .first()
    )


def says(found: Item) -> Says:
    rows: Iterable[Part] = found.parts.all()
    return Says({row.category: row.content for row in rows if row.content})


def link_of(found: Item) -> Link | None:
    """The family it is about, for who works with that family."""
    return Link.objects.filter(item=found).select_related("family", "referral__performer").first()


def look_alikes(told: Says, today: date) -> list[LooksLike]:
    """Families of the own organisation that it may be about; whom to ask for the others."""
    if not told.name:
        return []
    return possible_duplicates(told.name, parse_day(str(told.contact.get("birth_date", "")), today))


def asked_for(family: Family, user: User) -> list[Referral]:
    """What the desk’s organisation asked of others for this family, newest first."""
    found = Referral.objects.filter(family=family).sent_from(user.organization_id)
    return list(found.exclude(sent_at=None).select_related("performer").order_by("-sent_at")[:MOST])


def people_with_something_late(today: date) -> list[int]:
    """Ids of people for whom something at a desk is late; says nothing about what."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.people_with_something_late_at_a_desk(%s)", [today])
        return sorted(row[0] for row in cursor.fetchall())
