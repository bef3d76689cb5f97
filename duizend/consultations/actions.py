"""Asking without a name, answering, closing. The log says that it was done, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Organization, User
from duizend.consultations import queries
from duizend.consultations.models import Consultation, Post
from duizend.consultations.permissions import (
    check_can_close,
    check_can_consult,
    check_can_say,
    check_has_words,
    check_tells_nobody,
)
from duizend.core.once import save_once
from duizend.core.permissions import Hidden
from duizend.referrals import tasks


@dataclass(frozen=True)
class Asked:
    """A question and whom it is for: an organisation, a role or an expertise."""

    subject: str
    words: str
    organization: Organization | None = None
    role: str = ""
    expertise: str = ""


@transaction.atomic
def ask(asked: Asked, *, consultation_id: UUID, by: User, at: datetime) -> Consultation:
    """Put a question. The same form twice asks once. Raises CouldTell for what tells too much.

    Raises Hidden for the id of something of somebody else.
    """
    check_can_consult(by)
    check_has_words(asked.subject)
    check_has_words(asked.words)
    check_tells_nobody(queries.names_around(by), asked.subject, asked.words)
    made = Consultation(
        pk=consultation_id,
        asker=by,
        to_organization=asked.organization,
        to_role=asked.role,
        to_expertise=asked.expertise,
        subject=asked.subject.strip(),
        asked_at=at,
    )
    made.clean_fields(exclude=["asker", "to_organization"])
    if not save_once(made):
        before = Consultation.objects.filter(pk=consultation_id, asker=by).first()
        if before is None:
            raise Hidden(f"consultation {consultation_id} is not of user {by.pk}")
        return before
    _post(made, asked.words, by=by, at=at)
    audit.record("consultations.ask", made, by=by, at=at)
    for user_id in queries.people_to_tell(made):
        _tell(user_id, at)
    return made


@transaction.atomic
def say(consultation: Consultation, words: str, *, by: User, at: datetime) -> None:
    """Answer, or ask on. The same words once more right after change nothing."""
    found = _locked(consultation)
    check_can_say(by, found)
    check_has_words(words)
    check_tells_nobody(queries.names_around(by), words)
    last = found.posts.order_by("-at", "-pk").first()
    if last is not None and last.by_id == by.pk and last.words == words.strip():
        return
    _post(found, words, by=by, at=at)
    if found.asker_id != by.pk:
        if found.answered_at is None:
            found.answered_at = at
            found.save(update_fields=["answered_at"])
        _tell(found.asker_id, at)
    audit.record("consultations.say", found, by=by, at=at)


@transaction.atomic
def close(consultation: Consultation, *, by: User, at: datetime) -> None:
    """The asker has what was needed. It stays to be read."""
    found = _locked(consultation)
    check_can_close(by, found)
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    audit.record("consultations.close", found, by=by, at=at)


def _locked(consultation: Consultation) -> Consultation:
    found = Consultation.objects.select_for_update(of=("self",)).filter(pk=consultation.pk).first()
    if found is None:
        raise Hidden(f"no consultation {consultation.pk} that may be changed")
    return found


def _post(found: Consultation, words: str, *, by: User, at: datetime) -> None:
    Post(consultation=found, by=by, at=at, words=words.strip()).save(force_insert=True)


def _tell(user_id: int, at: datetime) -> None:
    tasks.tell_person.defer(user_id=user_id, day=timezone.localdate(at).isoformat())
