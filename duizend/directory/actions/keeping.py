"""Keeping the menu true: ask its owners, take what people suggest, decide about it.

Somebody who comes in by a link has no account, hence no `by` there: the question that was
mailed to them says who they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.directory import mailing, queries
from duizend.directory.models import Offer, StillTrue, Suggestion
from duizend.directory.permissions import (
    check_can_confirm,
    check_can_decide,
    check_can_suggest,
    keeps,
)
from duizend.directory.rules import CORRECTABLE, LINK_DAYS

Changes = Mapping[str, Any]
# What travels as text in JSON and is a day in the database.
DAYS = ("stops_on",)


@transaction.atomic
def suggest(
    offer: Offer, changes: Changes, remark: str = "", *, key: UUID, by: User, at: datetime
) -> Suggestion:
    """Propose these changes. By who keeps the offer they hold at once; else somebody decides.

    `changes` has JSON values by field of `rules.CORRECTABLE`; `key` is the id of the form, so
    that sending it twice makes one. Raises NotAllowed, or ValidationError for a bad value.
    """
    check_can_suggest(by, offer)
    _check_changes(offer, changes, remark)
    suggestion = Suggestion(
        id=key, offer=offer, sender=by, changes=dict(changes), remark=remark, recorded=at
    )
    if not save_once(suggestion):
        return _sent_before(key, offer, by)
    audit.record("directory.suggest", suggestion, by=by, at=at)
    if changes and keeps(by, offer.organization_id):
        return accept(suggestion, by=by, at=at)
    return suggestion


@transaction.atomic
def accept(suggestion: Suggestion, *, by: User, at: datetime) -> Suggestion:
    """Make the offer what was suggested, and call it checked on this day.

    Raises NotAllowed, and ValidationError when the offer cannot be so any more.
    """
    suggestion = _to_decide(suggestion, by)
    offer = suggestion.offer
    _apply(offer, suggestion.changes)
    _checked(offer, timezone.localdate(at), waiting="waiting_days" in suggestion.changes)
    _decide(suggestion, Suggestion.State.ACCEPTED, by=by, at=at)
    audit.record("directory.accept", suggestion, by=by, at=at)
    return suggestion


@transaction.atomic
def decline(suggestion: Suggestion, reason: str, *, by: User, at: datetime) -> Suggestion:
    """Leave the offer as it is, and tell why. Raises NotAllowed, also without a reason."""
    suggestion = _to_decide(suggestion, by)
    if not reason.strip():
        raise NotAllowed(_("Say in a few words why not: who suggested it reads that."))
    suggestion.reason = reason.strip()
    _decide(suggestion, Suggestion.State.DECLINED, by=by, at=at)
    audit.record("directory.decline", suggestion, by=by, at=at)
    return suggestion


@transaction.atomic
def confirm(offer: Offer, *, by: User, at: datetime) -> None:
    """Say, signed in, that all of this still holds."""
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    check_can_confirm(by, offer)
    _checked(offer, timezone.localdate(at), waiting=True)
    audit.record("directory.confirm", offer, by=by, at=at)


@transaction.atomic
def confirm_by_link(question: StillTrue, *, at: datetime) -> bool:
    """The owner says that all of this still holds; False when the link no longer works."""
    taken = _taken(question, at)
    if taken is None:
        return False
    _checked(taken.offer, timezone.localdate(at), waiting=True)
    return True


@transaction.atomic
def correct_by_link(
    question: StillTrue, changes: Changes, remark: str = "", *, at: datetime
) -> bool:
    """The owner says what should be different; False when the link no longer works.

    A mail can be passed on, so what comes in by a link is a suggestion: a person with an
    account decides. Raises ValidationError for a bad value; the link then still works.
    """
    _check_changes(question.offer, changes, remark)
    taken = _taken(question, at)
    if taken is None:
        return False
    Suggestion.objects.create(
        offer=taken.offer, question=taken, changes=dict(changes), remark=remark, recorded=at
    )
    return True


@transaction.atomic
def ask_owner(email: str, *, at: datetime) -> int:
    """Mail one owner the links of what was not checked for some time; gives how many.

    The rows are written before the mail and stay only when it went out: a mail server that
    is down is tried again. Two workers at once wait for each other at the offers, and the
    second finds nothing left to ask.
    """
    today = timezone.localdate(at)
    expires = at + timedelta(days=LINK_DAYS)
    offers = queries.to_ask(email, today)
    questions = [
        StillTrue(id=uuid4(), offer=offer, email=email, asked_on=today, expires=expires)
        for offer in offers
    ]
    if not questions:
        return 0
    for question in questions:
        question.save(force_insert=True)
    mailing.ask(email, questions, timezone.localdate(expires))
    return len(questions)


def _sent_before(key: UUID, offer: Offer, by: User) -> Suggestion:
    before = Suggestion.objects.filter(pk=key, offer=offer, sender=by).first()
    if before is None:
        raise NotAllowed(_("This form was used already. Open the offer again."))
    return before


def _taken(question: StillTrue, at: datetime) -> StillTrue | None:
    """The question, now answered; None when it was already, or is too old, or the offer is gone."""
    asked = StillTrue.objects.select_for_update().select_related("offer").get(pk=question.pk)
    if not queries.still_works(asked, at):
        return None
    asked.answered = at
    asked.save(update_fields=["answered"])
    return asked


def _to_decide(suggestion: Suggestion, by: User) -> Suggestion:
    """The suggestion and its offer, for this transaction only ours; still not decided."""
    check_can_decide(by, suggestion)
    locked = (
        Suggestion.objects.select_for_update(of=("self", "offer"))
        .select_related("offer")
        .get(pk=suggestion.pk)
    )
    check_can_decide(by, locked)
    return locked


def _decide(suggestion: Suggestion, state: Suggestion.State, *, by: User, at: datetime) -> None:
    suggestion.state, suggestion.decider, suggestion.decided = state, by, at
    suggestion.save(update_fields=["state", "decider", "decided", "reason"])


def _checked(offer: Offer, today: date, *, waiting: bool) -> None:
    offer.checked_on = today
    if waiting and offer.waiting_days is not None:
        offer.waiting_checked_on = today
    offer.save()


def _check_changes(offer: Offer, changes: Changes, remark: str) -> None:
    if not changes and not remark.strip():
        raise ValidationError(_("Change something, or write what should be different."))
    if any(_is_run(value) for value in changes.values()):
        raise ValidationError(_("Do not begin with = or @: a spreadsheet takes that for a sum."))
    _apply(Offer.objects.get(pk=offer.pk), changes)


def _is_run(value: Any) -> bool:
    """Whether a spreadsheet would run it: the menu goes out in sheets (ADR 0063)."""
    texts = value if isinstance(value, list) else [value]
    return any(str(text).lstrip().startswith(("=", "@")) for text in texts)


def _apply(offer: Offer, changes: Changes) -> None:
    """Put the values into this row, without saving. Raises ValidationError."""
    for name, value in changes.items():
        if name not in CORRECTABLE:
            raise ValidationError(_("That cannot be changed here."))
        if name == "waiting_days":
            offer.waiting_checked_on = offer.waiting_checked_on or offer.checked_on
        setattr(offer, name, date.fromisoformat(value) if name in DAYS and value else value)
    others = {field.name for field in offer._meta.fields} - changes.keys()
    offer.clean_fields(exclude=others)
    offer.validate_constraints(exclude=others)
