"""Who may consult, read and answer; and whether a text could tell who it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.consultations.models import Consultation
from duizend.consultations.rules.telling import Found, found_in
from duizend.core.permissions import NotAllowed

LONGEST = 3000


class CouldTell(NotAllowed):
    """The text has something in it that could tell who it is; `found` says where."""

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__(_("This text could tell who it is about. Take out what is marked."))
        self.found = list(found)


def check_can_consult(user: User) -> None:
    """Whoever works with families, and who is asked for what they know of safety."""
    if not (user.works_with_families or user.is_safeguarding_officer):
        raise NotAllowed(_("Your role works with agreements and figures, not with families."))


def check_tells_nobody(names: Collection[str], *texts: str) -> None:
    """Raises CouldTell for what could tell who it is, in any of these texts."""
    found = [place for text in texts for place in found_in(text, names)]
    if found:
        raise CouldTell(found)


def check_has_words(words: str) -> None:
    if not words.strip():
        raise NotAllowed(_("Write a few words."))
    if len(words) > LONGEST:
        raise NotAllowed(_("Keep it shorter than %(most)d characters.") % {"most": LONGEST})


def check_can_say(user: User, consultation: Consultation) -> None:
    """Who finds it is a party of it: the policy lets nobody else see it."""
    check_can_consult(user)
    if consultation.closed_at is not None:
        raise NotAllowed(_("This consultation was closed. Start a new one."))


def check_can_close(user: User, consultation: Consultation) -> None:
    check_can_say(user, consultation)
    if consultation.asker_id != user.pk:
        raise NotAllowed(_("Only who asked can close it."))
