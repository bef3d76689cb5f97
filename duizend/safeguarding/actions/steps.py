"""Writing the steps: any of them, in any order, and again. Nothing is ever erased."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.safeguarding import vault
from duizend.safeguarding.actions.cases import own_id
from duizend.safeguarding.actions.journal import note
from duizend.safeguarding.models import Case, Entry
from duizend.safeguarding.permissions import check_can_look_along, check_can_read, check_keeps
from duizend.safeguarding.queries import entries_of
from duizend.safeguarding.rules import (
    ANSWERS,
    QUESTIONS,
    STEPS,
    Kind,
    View,
    Words,
    is_finished,
    last_decision,
)


@transaction.atomic
def write_step(entry: UUID, case: Case, words: Words, *, by: User, at: datetime) -> UUID:
    """What was done for one of the five steps, on which day; gives the id of what was kept."""
    check_keeps(by, case)
    _check_step(words, at)
    return _write(entry, case, words, by, at)


@transaction.atomic
def add_to(entry: UUID, case: Case, words: Words, *, by: User, at: datetime) -> UUID:
    """A correction or an addition to what stands there, by any of the three."""
    check_can_read(by, case)
    _check_day(words, at)
    _check_text(words)
    known = {one.id for one in entries_of(case)}
    if words.kind != Kind.ADDITION or words.about not in known:
        raise NotAllowed(_("Choose to what you want to add something."))
    return _write(entry, case, words, by, at)


@transaction.atomic
def ask_second_person(entry: UUID, case: Case, *, by: User, at: datetime) -> UUID:
    """Ask the supervisor or the officer to look at the last decision. Nobody is sent a message."""
    check_keeps(by, case)
    about = _decision_of(case)
    words = Words(Kind.ASK_CHECK, timezone.localdate(at), about=about)
    return _write(entry, case, words, by, at)


@transaction.atomic
def look_along(entry: UUID, case: Case, *, view: str, text: str, by: User, at: datetime) -> UUID:
    """What the second person finds of the last decision. It changes nothing in the decision."""
    check_can_look_along(by, case)
    if view not in list(View):
        raise NotAllowed(_("Choose whether you would decide the same."))
    if view == View.DIFFERS and not text.strip():
        raise NotAllowed(_("Say what you would do differently."))
    about = _decision_of(case)
    words = Words(Kind.CHECK, timezone.localdate(at), text=text.strip(), view=view, about=about)
    return _write(entry, case, words, by, at)


@transaction.atomic
def finish(entry: UUID, case: Case, text: str, *, by: User, at: datetime) -> UUID:
    """Say that this is done for now, and why. It stays readable and can be opened again."""
    check_keeps(by, case)
    words = Words(Kind.FINISH, timezone.localdate(at), text=text.strip())
    _check_text(words)
    return _write(entry, case, words, by, at)


@transaction.atomic
def reopen(entry: UUID, case: Case, text: str, *, by: User, at: datetime) -> UUID:
    """Go on with what was finished, and say why."""
    check_keeps(by, case)
    words = Words(Kind.REOPEN, timezone.localdate(at), text=text.strip())
    _check_text(words)
    if not is_finished(entries_of(case)):
        raise NotAllowed(_("This was not finished."))
    return _write(entry, case, words, by, at)


def _write(entry: UUID, case: Case, words: Words, by: User, at: datetime) -> UUID:
    row = own_id(entry, by)
    kept = Entry(
        pk=row,
        case=case,
        recorder=by,
        recorded=at,
        sealed=vault.sealed(words.as_content(), row),
    )
    if save_once(kept):
        note(case, words.kind.value, by=by, at=at)
    return row


def _check_step(words: Words, at: datetime) -> None:
    if words.kind not in STEPS:
        raise NotAllowed(_("This is not one of the five steps."))
    _check_day(words, at)
    _check_text(words)
    if words.kind == Kind.CONSULT and not words.function.strip():
        raise NotAllowed(_("Say whom you consulted: a function, no name."))
    if words.kind == Kind.WEIGH:
        _check_answers(words)
    if words.reported_on is not None:
        _check_reported(words, at)


def _check_answers(words: Words) -> None:
    if set(words.answers) - set(QUESTIONS) or set(words.answers.values()) - set(ANSWERS):
        raise NotAllowed(_("Answer the five questions with yes, no or not known yet."))


def _check_reported(words: Words, at: datetime) -> None:
    if not words.report:
        raise NotAllowed(_("A day of reporting belongs to the decision to report."))
    if words.reported_on is not None and words.reported_on > timezone.localdate(at):
        raise NotAllowed(_("Record the reporting when it has been done: a day until today."))


def _check_day(words: Words, at: datetime) -> None:
    if words.day > timezone.localdate(at):
        raise NotAllowed(_("Record it when it has been done: a day until today."))


def _check_text(words: Words) -> None:
    if not words.text.strip():
        raise NotAllowed(_("Write in a few words what was done or seen."))


def _decision_of(case: Case) -> UUID:
    decision = last_decision(entries_of(case))
    if decision is None:
        raise NotAllowed(_("There is no decision yet to look at."))
    return decision.id
