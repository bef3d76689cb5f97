"""At the desk: take it up, find whose family it is, let the sender know, find it a place."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import Family
from duizend.intake.actions.history import locked, tell
from duizend.intake.models import Item, Link
from duizend.intake.permissions import (
    LONGEST_REASON,
    check_can_answer,
    check_can_close,
    check_can_handle,
    check_can_link,
    check_can_take,
    check_can_tell_parent,
    check_has_words,
    check_parent_heard,
)
from duizend.intake.rules import Outcome, What, due
from duizend.referrals.models import Referral


@transaction.atomic
def take(item: Item, *, by: User, at: datetime) -> Item:
    """Put it on one’s own name, also when a colleague had it. A second click changes nothing."""
    item = locked(item)
    if item.taken_by_id == by.pk:
        return item
    check_can_take(by, item)
    put_on_name(item, by=by, at=at)
    item.save()
    tell(item, What.TAKEN, "", by=by, at=at)
    return item


@transaction.atomic
def link(item: Item, family: Family, *, by: User, at: datetime) -> Link:
    """Say which family of one’s own it is about."""
    item = locked(item)
    check_can_link(by, item, family)
    made = Link(
        item=item,
        family=family,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    if not save_once(made):
        before = Link.objects.filter(item=item, family=family).first()
        if before is None:
            raise NotAllowed(_("This already belongs to another family. Ask your colleagues."))
        return before
    tell(item, What.LINKED, "", by=by, at=at, family=family)
    return made


@transaction.atomic
def register(
    item: Item, person: NewPerson, due_date: date | None, *, by: User, at: datetime
) -> Family:
    """Register the family that it is about; the same click twice registers once."""
    check_can_handle(by, item)
    family = families.register(
        people=[person],
        municipality_code=item.municipality_id,
        due_date=due_date,
        by=by,
        at=at,
        family_id=uuid5(NAMESPACE_URL, f"duizend:intake:{item.pk}"),
    )
    link(item, family, by=by, at=at)
    return family


@transaction.atomic
def note(item: Item, words: str, *, by: User, at: datetime) -> None:
    """For the desk itself: called on Monday, no answer."""
    item = locked(item)
    check_can_handle(by, item)
    check_has_words(words)
    tell(item, What.NOTE, words, by=by, at=at)


@transaction.atomic
def answer(item: Item, words: str, *, by: User, at: datetime) -> None:
    """A word to the sender, who is told by mail that there is something to read."""
    item = locked(item)
    check_can_answer(by, item)
    check_has_words(words)
    tell(item, What.ANSWERED, words, by=by, at=at)


@transaction.atomic
def tell_parent(item: Item, words: str, *, by: User, at: datetime) -> None:
    """Keep that the parent who left a way to be reached heard of it, outside the product."""
    item = locked(item)
    check_can_tell_parent(by, item)
    check_has_words(words)
    tell(item, What.TOLD, words, by=by, at=at)


@transaction.atomic
def close(
    item: Item,
    outcome: Outcome,
    reason: str,
    *,
    referral: Referral | None = None,
    by: User,
    at: datetime,
) -> Item:
    """It has a place, or needs none. Handing over counts when the other has taken it."""
    item = locked(item)
    linked = Link.objects.filter(item=item).select_related("family").first()
    family = linked.family if linked else None
    check_can_close(by, item, outcome, family, referral)
    check_parent_heard(item, outcome)
    check_has_words(reason, LONGEST_REASON)
    if linked is not None and outcome is Outcome.HANDED:
        linked.referral = referral
        linked.save(update_fields=["referral"])
    item.outcome, item.reason, item.closed_at = outcome, reason.strip(), at
    item.due_term, item.due_on, item.asked = "", None, None
    item.save()
    tell(item, What.CLOSED, "", by=by, at=at, family=family)
    return item


def put_on_name(item: Item, *, by: User, at: datetime) -> None:
    """Theirs from now on; who takes over gets no new term: for the sender the same day holds."""
    item.taken_by, item.taken_at, item.asked = by, at, None
    waits = due(item.desk.agreed_terms, timezone.localdate(item.sent_at), timezone.localdate(at))
    if item.due_term != waits.term:
        item.due_term, item.due_on = waits.term, waits.day
