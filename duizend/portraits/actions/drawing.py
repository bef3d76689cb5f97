"""Making a picture: each mark and each word is kept at once, until it is ready."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family, Person
from duizend.portraits.models import Mark, Portrait, Statement, Theme
from duizend.portraits.permissions import (
    check_can_draw,
    check_can_enter_in_error,
    check_can_fill_in,
    check_can_finish,
    check_is_ours,
)
from duizend.portraits.queries.pictures import drawers, is_empty
from duizend.portraits.rules.codes import (
    HIGHEST_MARK,
    LONGEST_WORDS,
    Picture,
    Status,
    Urgency,
    Voice,
)
from duizend.portraits.rules.words import Words, digest
from duizend.signals.models import Concept

__all__ = ["Kept", "Words", "enter_in_error", "finish", "say", "set_mark", "start"]


@dataclass(frozen=True)
class Kept:
    """`before` is what was kept in another window meanwhile, and is now replaced; else None."""

    is_changed: bool
    before: Words | None = None


@transaction.atomic
def start(
    portrait_id: UUID,
    family: Family,
    picture: Picture,
    person: Person | None = None,
    *,
    by: User,
    at: datetime,
) -> Portrait:
    """Begin a picture, or go on with the draft that the own organisation has.

    A web is drawn by one parent (`person`); a triangle is filled in together.
    """
    check_can_draw(by, family)
    if (picture == Picture.WEB) != (person is not None):
        raise NotAllowed(_("Choose who draws the web."))
    if person is not None and person.pk not in {one.pk for one in drawers(family)}:
        raise NotAllowed(_("Choose a parent of this family."))
    # One at a time per family, so that a double click finds the draft of the first.
    Family.objects.select_for_update().get(pk=family.pk)
    drafts = Portrait.objects.filter(
        family=family,
        picture=picture,
        person=person,
        recorder_organization=by.organization_id,
        status=Status.DRAFT,
    )
    known = drafts.select_related("family").first()
    if known is not None:
        return known
    portrait = Portrait(
        pk=portrait_id,
        family=family,
        picture=picture,
        person=person,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    portrait.save(force_insert=True)
    audit.record("portraits.start", portrait, by=by, at=at, family_id=family.pk)
    return portrait


@transaction.atomic
def set_mark(
    portrait_id: UUID, theme_code: str, value: int | None, *, by: User, at: datetime
) -> Kept:
    """Keep where the parent sets a mark; None leaves the axis open. The last one counts."""
    portrait, theme = _draft(portrait_id, theme_code, Picture.WEB, by)
    if value is not None and not 0 <= value <= HIGHEST_MARK:
        raise NotAllowed(_("Choose a place between 0 and 10, or leave it open."))
    mark = Mark.objects.filter(portrait=portrait, theme=theme).first()
    if (mark.value if mark else None) == value:
        return Kept(False)
    is_new = mark is None
    mark = mark or Mark(**_row(portrait, theme, by))
    mark.value, mark.recorded = value, at
    mark.save(force_insert=is_new)
    audit.record("portraits.mark", portrait, by=by, at=at, **_about(portrait, theme))
    return Kept(True)


@transaction.atomic
def say(
    portrait_id: UUID,
    theme_code: str,
    voice: str,
    words: Words,
    *,
    was: str | None,
    by: User,
    at: datetime,
) -> Kept:
    """Keep what a voice says about a theme; the last one counts. `was`: what the page showed.

    The same words again change nothing, so that a retry is safe.
    """
    portrait, theme = _draft(portrait_id, theme_code, Picture.TRIANGLE, by)
    words = words.trimmed()
    _check_words(voice, words, theme)
    statement = Statement.objects.filter(portrait=portrait, theme=theme, voice=voice).first()
    before = words_of(statement)
    if before == words:
        return Kept(False)
    is_new = statement is None
    statement = statement or Statement(voice=voice, **_row(portrait, theme, by))
    for name, value in asdict(words).items():
        if name != "concept":
            setattr(statement, name, value)
    statement.concept_id, statement.recorded = words.concept or None, at
    statement.save(force_insert=is_new)
    audit.record("portraits.say", portrait, by=by, at=at, **_about(portrait, theme))
    overtook = was is not None and was != digest(before)
    return Kept(True, before if overtook else None)


@transaction.atomic
def finish(portrait: Portrait, *, by: User, at: datetime) -> Portrait:
    """They say that it is ready: from now on it stays as it is. Twice changes nothing."""
    portrait = _locked(portrait.pk, by)
    if portrait.status == Status.FINISHED:
        return portrait
    check_can_finish(by, portrait, is_empty=is_empty(portrait))
    _end(portrait, Status.FINISHED, "", by=by, at=at)
    audit.record("portraits.finish", portrait, by=by, at=at, family_id=portrait.family_id)
    return portrait


@transaction.atomic
def enter_in_error(portrait: Portrait, reason: str, *, by: User, at: datetime) -> Portrait:
    """Put aside a picture that should not have been there; it stays readable, with why."""
    portrait = _locked(portrait.pk, by)
    check_can_enter_in_error(by, portrait)
    reason = reason.strip()[:300]
    if not reason:
        raise NotAllowed(_("Say what was wrong with this picture."))
    _end(portrait, Status.ENTERED_IN_ERROR, reason, by=by, at=at)
    audit.record("portraits.enter_in_error", portrait, by=by, at=at, family_id=portrait.family_id)
    return portrait


def words_of(statement: Statement | None) -> Words:
    if statement is None:
        return Words()
    return Words(statement.goes_well, statement.wish, statement.urgency, statement.concept_id or "")


def _locked(portrait_id: UUID, by: User) -> Portrait:
    # The database gives nobody a lock on what they may only look at: said in words first.
    check_is_ours(by, Portrait.objects.get(pk=portrait_id))
    return (
        Portrait.objects.select_for_update(of=("self",))
        .select_related("family")
        .get(pk=portrait_id)
    )


def _draft(
    portrait_id: UUID, theme_code: str, picture: Picture, by: User
) -> tuple[Portrait, Theme]:
    """The draft, locked: two windows wait for each other. And what is filled in on it."""
    portrait = _locked(portrait_id, by)
    check_can_fill_in(by, portrait)
    theme = Theme.objects.filter(code=theme_code, picture=picture, retired_on=None).first()
    if theme is None or portrait.picture != picture:
        raise NotAllowed(_("This is not on this picture. Open the picture again."))
    return portrait, theme


def _check_words(voice: str, words: Words, theme: Theme) -> None:
    if voice not in set(Voice):
        raise NotAllowed(_("Say who says it."))
    if words.urgency and words.urgency not in set(Urgency):
        raise NotAllowed(_("This is not one of the choices. Choose again."))
    if max(len(words.goes_well), len(words.wish)) > LONGEST_WORDS:
        raise NotAllowed(
            _("Say it shorter: at most %(most)d letters, so that it fits on paper.")
            % {"most": LONGEST_WORDS}
        )
    if (
        words.concept
        and not Concept.objects.filter(
            pk=words.concept,
            life_domain=theme.life_domain_id,
            restricted=False,
            retired_on=None,
        ).exists()
    ):
        raise NotAllowed(_("This signal does not belong to this theme. Choose again."))


def _row(portrait: Portrait, theme: Theme, by: User) -> dict[str, Any]:
    return {
        "portrait": portrait,
        "family_id": portrait.family_id,
        "theme": theme,
        "category": theme.life_domain_id,
        "recorder": by,
        "recorder_organization_id": by.organization_id,
    }


def _end(portrait: Portrait, status: Status, reason: str, *, by: User, at: datetime) -> None:
    portrait.status, portrait.ended, portrait.ender, portrait.end_reason = status, at, by, reason
    portrait.save(update_fields=["status", "ended", "ender", "end_reason"])


def _about(portrait: Portrait, theme: Theme) -> dict[str, Any]:
    return {"family_id": portrait.family_id, "category": theme.life_domain_id}
