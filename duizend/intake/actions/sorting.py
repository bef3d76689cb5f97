"""Where a question goes first: a word for the question, by a person, with a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from duizend.access import audit
from duizend.access.models import User
from duizend.intake.actions.history import locked, tell
from duizend.intake.models import Item, Sorting
from duizend.intake.permissions import (
    LONGEST_SORTING,
    check_can_sort,
    check_can_sort_request,
    check_has_words,
)
from duizend.intake.queries import word_of, word_of_request
from duizend.intake.rules import What, Word
from duizend.referrals.models import Referral


@transaction.atomic
def sort(item: Item, word: Word, reason: str, *, by: User, at: datetime) -> None:
    """Sort what came in. The same again changes nothing; another word takes its place."""
    item = locked(item)
    check_can_sort(by, item)
    check_has_words(reason, LONGEST_SORTING)
    if _is(word_of(item), word, reason):
        return
    _keep(Sorting(item=item), word, reason, by=by, at=at)
    tell(item, What.SORTED, "", by=by, at=at)


@transaction.atomic
def sort_request(referral: Referral, word: Word, reason: str, *, by: User, at: datetime) -> None:
    """Sort a referral to the desk; who sent it does not see the word."""
    check_can_sort_request(by, referral)
    check_has_words(reason, LONGEST_SORTING)
    if _is(word_of_request(referral), word, reason):
        return
    _keep(Sorting(referral=referral), word, reason, by=by, at=at)
    # Without the family: the word is about the question, and its log is read by others too.
    audit.record("intake.sorted", referral, by=by, at=at)


def _is(before: Sorting | None, word: Word, reason: str) -> bool:
    return before is not None and (before.word, before.reason) == (word, reason.strip())


def _keep(sorting: Sorting, word: Word, reason: str, *, by: User, at: datetime) -> None:
    sorting.pk = uuid4()
    sorting.word, sorting.reason, sorting.by, sorting.at = word, reason.strip(), by, at
    sorting.save(force_insert=True)
