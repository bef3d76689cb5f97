"""Where a question goes: its word, another desk, a colleague; and what a desk asks today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from duizend.access.models import User
from duizend.access.rules import WORKS_WITH_FAMILIES
from duizend.intake.models import Desk, Event, Item, Move, Sorting
from duizend.intake.queries.desk import MOST, desks_of
from duizend.intake.rules import What
from duizend.referrals.models import Referral


def word_of(found: Item) -> Sorting | None:
    """The word for this question of now, while it waits."""
    return Sorting.objects.filter(item=found).select_related("by").first()


def word_of_request(referral: Referral) -> Sorting | None:
    return Sorting.objects.filter(referral=referral).select_related("by").first()


def open_move(found: Item) -> Move | None:
    """Another desk was asked to take it over and has not answered."""
    rows = Move.objects.filter(item=found, answered_at=None)
    return rows.select_related("to_desk", "municipality", "by").first()


def last_answer(found: Item) -> Move | None:
    """The last no of another desk, with its reason, for the desk that asked."""
    rows = Move.objects.filter(item=found, accepted=False).exclude(reason="")
    return rows.select_related("to_desk").first()


def moved_away(desks: Iterable[Desk]) -> list[Move]:
    """What other desks took over from these, newest first."""
    rows = Move.objects.filter(from_desk__in=desks, accepted=True)
    return list(rows.select_related("to_desk", "municipality").order_by("-answered_at")[:MOST])


def move(move_id: UUID) -> Move | None:
    rows = Move.objects.filter(pk=move_id)
    return rows.select_related("from_desk", "to_desk", "municipality", "item").first()


def link_exists(found: Item) -> bool:
    """Whether somebody of the desk said which family it is about; also for who may not open that."""
    return Event.objects.filter(item=found, what=What.LINKED).exists()


def parent_heard(found: Item) -> bool:
    return Event.objects.filter(item=found, what=What.TOLD).exists()


def colleagues_at(found: Item, user: User) -> QuerySet[User]:
    """Who else of this desk can take it over."""
    return User.objects.filter(
        organization_id=found.desk.organization_id,
        is_active=True,
        role__in=WORKS_WITH_FAMILIES,
    ).exclude(pk=user.pk)


@dataclass(frozen=True)
class DeskToday:
    """What a desk asks of its people: nobody took it up, past its last day, asked by a desk.

    Numbers of what everybody at the desk sees anyway; requests stand in their own lines.
    """

    new: int
    late: int
    moves: int

    @property
    def is_quiet(self) -> bool:
        return not (self.new or self.late or self.moves)


def today_at(user: User, today: date) -> DeskToday | None:
    """For who works at a desk; None for everybody else."""
    desks = desks_of(user)
    if not desks:
        return None
    waits = Item.objects.open().filter(desk__in=desks)
    counted = waits.aggregate(
        new=Count("pk", filter=Q(taken_at=None)), late=Count("pk", filter=Q(due_on__lt=today))
    )
    moves = Move.objects.filter(to_desk__in=desks, answered_at=None).count()
    return DeskToday(counted["new"], counted["late"], moves)


def asked_of_me(user: User) -> list[Item]:
    """What a colleague of the desk asks this person to take over."""
    rows = Item.objects.open().filter(asked=user).select_related("taken_by", "desk")
    return list(rows.order_by("due_on", "pk")[:MOST])
