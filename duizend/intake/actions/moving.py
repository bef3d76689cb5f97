"""To somebody else: a colleague of the desk, or the desk of where she lives.

Asking moves nothing: it stays where it is until the other takes it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Municipality, User
from duizend.intake import queries
from duizend.intake.actions.handling import put_on_name
from duizend.intake.actions.history import locked, tell
from duizend.intake.models import Item, Move
from duizend.intake.permissions import (
    LONGEST_SORTING,
    check_can_answer_move,
    check_can_ask_colleague,
    check_can_move,
    check_can_take_back,
    check_has_words,
)
from duizend.intake.rules import What
from duizend.referrals import tasks


@transaction.atomic
def ask_colleague(item: Item, colleague: User, *, by: User, at: datetime) -> Item:
    """Ask somebody of the desk to take it over; it is theirs when they take it up."""
    item = locked(item)
    check_can_ask_colleague(by, item, colleague)
    if item.asked_id == colleague.pk:
        return item
    item.asked = colleague
    item.save()
    tell(item, What.ASKED, colleague.full_name, by=by, at=at)
    tasks.tell_person.defer(user_id=colleague.pk, day=timezone.localdate(at).isoformat())
    return item


@transaction.atomic
def ask_desk(
    item: Item, municipality: Municipality, *, agreed: bool, by: User, at: datetime
) -> Move:
    """Ask the desk of where she turned out to live. `agreed`: she knows it and finds it good.

    Until that desk takes it, it sees that something waits, not what.
    """
    item = locked(item)
    there = queries.desk_of(municipality.pk)
    check_can_move(by, item, there, agreed=agreed)
    assert there is not None  # noqa: S101  the check refused that
    before = queries.open_move(item)
    if before is not None:
        return before
    move = Move(
        pk=uuid4(),
        item=item,
        from_desk=item.desk,
        to_desk=there,
        municipality=municipality,
        by=by,
        at=at,
    )
    move.save(force_insert=True)
    audit.record("intake.ask_desk", item, by=by, at=at)
    day = timezone.localdate(at).isoformat()
    tasks.tell_organization.defer(organization_id=there.organization_id, day=day)
    return move


@transaction.atomic
def accept_move(move: Move, *, by: User, at: datetime) -> Item:
    """Take it over: from here it is at this desk, on one's own name. One of two at once wins."""
    move = _locked(move)
    if move.accepted and move.answered_by_id == by.pk:
        return Item.objects.get(pk=move.item_id)
    check_can_answer_move(by, move)
    item = locked(move.item)
    item.desk, item.municipality = move.to_desk, move.municipality
    put_on_name(item, by=by, at=at)
    item.save()
    _answer(move, accepted=True, reason="", by=by, at=at)
    tell(item, What.MOVED, move.to_desk.name, by=by, at=at)
    return item


@transaction.atomic
def decline_move(move: Move, reason: str, *, by: User, at: datetime) -> None:
    """Not here: it stays with the desk that asked, which reads why."""
    move = _locked(move)
    check_can_answer_move(by, move)
    check_has_words(reason, LONGEST_SORTING)
    _answer(move, accepted=False, reason=reason, by=by, at=at)
    audit.record("intake.decline_move", move, by=by, at=at)
    tasks.tell_person.defer(user_id=move.by_id, day=timezone.localdate(at).isoformat())


@transaction.atomic
def take_back_move(move: Move, *, by: User, at: datetime) -> None:
    """The desk that asked does it itself after all."""
    move = _locked(move)
    check_can_take_back(by, move)
    _answer(move, accepted=False, reason="", by=by, at=at)
    audit.record("intake.take_back_move", move, by=by, at=at)


def _answer(move: Move, *, accepted: bool, reason: str, by: User, at: datetime) -> None:
    move.answered_by, move.answered_at = by, at
    move.accepted, move.reason = accepted, reason.strip()
    move.save()


def _locked(move: Move) -> Move:
    """This question, for us alone; the policy shows it to the two desks."""
    return (
        Move.objects.select_for_update(of=("self",))
        .select_related("from_desk", "to_desk", "municipality")
        .get(pk=move.pk)
    )
