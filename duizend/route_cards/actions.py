"""Writing a route card: a draft, its parts one by one, and setting it as the coalition decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.pathways import actions as pathways
from duizend.pathways.models import RouteCard
from duizend.pathways.reading import known_here
from duizend.route_cards.models import CardDraft
from duizend.route_cards.permissions import (
    check_can_change,
    check_can_write,
    check_is_complete,
    check_no_circles,
)
from duizend.route_cards.rules import drafting


class Overtaken(NotAllowed):
    """Somebody else kept this part in the meantime. `now` is what it says now."""

    def __init__(self, draft: CardDraft, now: Any) -> None:
        super().__init__(
            _(
                "%(who)s changed this in the meantime. Nothing is lost: your text still stands "
                "below. Put together what should stay, and save again."
            )
            % {"who": draft.changed_by.full_name}
        )
        self.draft, self.now = draft, now


@transaction.atomic
def add_draft(
    draft_id: UUID, content: Mapping[str, Any], *, based_on: int | None, by: User, at: datetime
) -> CardDraft:
    """Begin a draft. Sent twice it is one draft; a card has one open draft at a time."""
    check_can_write(by)
    known = CardDraft.objects.filter(code=content["code"], set_as=None).exclude(pk=draft_id)
    if known.exists():
        raise _begun_already()
    draft = CardDraft(
        id=draft_id,
        code=content["code"],
        name=content["name"],
        based_on=based_on,
        content=dict(content),
        recorder=by,
        recorded=at,
        changed_by=by,
        changed_at=at,
    )
    try:
        is_new = save_once(draft)
    except IntegrityError as problem:
        # Somebody else began one at the same moment.
        raise _begun_already() from problem
    if not is_new:
        return CardDraft.objects.get(pk=draft_id)
    audit.record("route_cards.add_draft", draft, by=by, at=at)
    return draft


def _begun_already() -> NotAllowed:
    return NotAllowed(
        _("There is a draft of this card already. Go on with that one, or throw it away.")
    )


def new_code(name: str) -> str:
    """A code for a new card that no card or draft has."""
    wanted = slugify(name)[:50].strip("-") or "kaart"
    taken = {
        *RouteCard.objects.filter(code__startswith=wanted).values_list("code", flat=True),
        *CardDraft.objects.filter(code__startswith=wanted).values_list("code", flat=True),
    }
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (wanted, *numbered) if code not in taken)


@transaction.atomic
def save_part(
    draft: CardDraft, part: str, value: Any, *, seen: str, by: User, at: datetime
) -> CardDraft:
    """Keep one part. `seen` is the stamp of that part as it was when the writer began.

    Raises Overtaken when somebody else changed it since.
    """
    draft = _locked(draft, by)
    now = drafting.part(draft.content, part)
    if now == value:
        return draft
    if drafting.stamp(now) != seen:
        raise Overtaken(draft, now)
    content = drafting.with_part(draft.content, part, value)
    check_no_circles(content)
    return _keep(draft, content, by=by, at=at)


@transaction.atomic
def move_step(draft: CardDraft, code: str, places: int, *, by: User, at: datetime) -> CardDraft:
    return _change(draft, lambda old: drafting.moved(old, code, places), by=by, at=at)


@transaction.atomic
def remove_step(draft: CardDraft, code: str, *, seen: str, by: User, at: datetime) -> CardDraft:
    """Take a step away; not when somebody else wrote in it since."""
    draft = _locked(draft, by)
    now = drafting.step_of(draft.content, code)
    if now is None:
        return draft
    if drafting.stamp(drafting.part(draft.content, f"step:{code}")) != seen:
        raise Overtaken(draft, now)
    return _keep(draft, drafting.without_step(draft.content, code), by=by, at=at)


@transaction.atomic
def discard(draft: CardDraft, *, by: User, at: datetime) -> None:
    """Throw a draft away; no family ever got anything from it."""
    draft = _locked(draft, by)
    audit.record("route_cards.discard_draft", draft, by=by, at=at)
    draft.delete()


@transaction.atomic
def set_draft(
    draft: CardDraft,
    *,
    set_on: date,
    set_by: str,
    decision: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> RouteCard:
    """Make the draft the next version of its card from that day on. Pressed twice: once.

    `seen` is the stamp of the draft that was looked at; empty: as it is now.
    """
    check_can_write(by)
    known = CardDraft.objects.select_related("set_as").filter(pk=draft.pk).first()
    if known is not None and known.set_as is not None:
        return known.set_as
    draft = _locked(draft, by)
    if seen and drafting.stamp(draft.content) != seen:
        raise NotAllowed(
            _(
                "%(who)s changed this draft in the meantime. Nothing is set. Look at what changes "
                "now, and set it again."
            )
            % {"who": draft.changed_by.full_name}
        )
    check_is_complete(draft.content, known_here())
    card = pathways.set_card(
        draft.content, set_on=set_on, set_by=set_by, decision=decision, by=by, at=at
    )
    draft.set_as = card
    draft.changed_by, draft.changed_at = by, at
    draft.save(update_fields=["set_as", "changed_by", "changed_at"])
    return card


def _locked(draft: CardDraft, by: User) -> CardDraft:
    check_can_write(by)
    one = CardDraft.objects.filter(pk=draft.pk)
    # A draft that was set can be read and no longer locked: the database keeps it as it is.
    found = one.select_for_update(of=["self"]).first() or one.first()
    if found is None:
        raise NotAllowed(_("This draft was thrown away in the meantime."))
    check_can_change(by, found)
    return found


def _change(
    draft: CardDraft, change: Callable[[dict[str, Any]], dict[str, Any]], *, by: User, at: datetime
) -> CardDraft:
    draft = _locked(draft, by)
    return _keep(draft, change(draft.content), by=by, at=at)


def _keep(draft: CardDraft, content: dict[str, Any], *, by: User, at: datetime) -> CardDraft:
    draft.content = content
    draft.name = content["name"]
    draft.changed_by, draft.changed_at = by, at
    draft.save(update_fields=["content", "name", "changed_by", "changed_at"])
    audit.record("route_cards.change_draft", draft, by=by, at=at)
    return draft
