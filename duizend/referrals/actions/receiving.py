"""Being asked: taking it, saying no, and telling how it goes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duizend.access.models import User
from duizend.families import actions as families
from duizend.referrals import queries
from duizend.referrals.actions.history import change, done, locked, tell
from duizend.referrals.models import Disclosure, Referral
from duizend.referrals.permissions import (
    check_can,
    check_has_consent_to_take,
    check_has_words,
    check_may_answer_about,
)
from duizend.referrals.rules.disclosing import (
    LEAST,
)
from duizend.referrals.rules.states import Deed


@transaction.atomic
def take(referral: Referral, *, by: User, at: datetime) -> Referral:
    """Take it over: from here the receiver is responsible, and works with the family.

    Of two people at once one wins; the other reads who took it. One's own second click
    changes nothing.
    """
    referral = locked(referral)
    if referral.taken_by_id == by.pk:
        return referral
    check_can(Deed.TAKE, by, referral, timezone.localdate(at))
    check_has_consent_to_take(queries.told(referral).can_read)
    # What may be read now becomes part of the receiver's own record; what may not, never does.
    Disclosure.objects.filter(referral=referral).update(received_at=at)
    referral.taken_at = at
    referral.taken_by = by
    change(referral, Deed.TAKE, at=at)
    families.join(referral.family_id, by=by, at=at)
    tell(referral, Deed.TAKE, "", LEAST, by=by, at=at)
    return referral


@transaction.atomic
def decline(referral: Referral, note: str, *, by: User, at: datetime) -> Referral:
    """Not this family, not here, not now: with the reason, so that the referrer can go on."""
    referral = locked(referral)
    check_can(Deed.DECLINE, by, referral, timezone.localdate(at))
    check_has_words(Deed.DECLINE, note)
    return done(referral, Deed.DECLINE, note, by=by, at=at)


@transaction.atomic
def report_contact(
    referral: Referral, *, made: bool, note: str = "", by: User, at: datetime
) -> Referral:
    """Contact was made, or tried without success; either starts a new term."""
    referral = locked(referral)
    deed = Deed.CONTACT_MADE if made else Deed.CONTACT_FAILED
    check_can(deed, by, referral, timezone.localdate(at))
    check_has_words(deed, note)
    referral.contact_on = timezone.localdate(at)
    referral.contact_made = referral.contact_made or made
    if not made:
        referral.failed_attempts += 1
    return done(referral, deed, note, by=by, at=at)


@transaction.atomic
def start(referral: Referral, note: str = "", *, by: User, at: datetime) -> Referral:
    """The help has begun."""
    referral = locked(referral)
    check_can(Deed.START, by, referral, timezone.localdate(at))
    check_has_words(Deed.START, note)
    referral.started_at = at
    referral.contact_made = True
    return done(referral, Deed.START, note, by=by, at=at)


@transaction.atomic
def complete(referral: Referral, note: str = "", *, by: User, at: datetime) -> Referral:
    """The help is finished. When the referrer heard nothing yet, that term runs on."""
    referral = locked(referral)
    check_can(Deed.COMPLETE, by, referral, timezone.localdate(at))
    check_has_words(Deed.COMPLETE, note)
    return done(referral, Deed.COMPLETE, note, by=by, at=at)


@transaction.atomic
def answer(referral: Referral, note: str, category: str, *, by: User, at: datetime) -> Referral:
    """Tell the referrer how it goes, about something that may be told back."""
    referral = locked(referral)
    today = timezone.localdate(at)
    check_can(Deed.ANSWER, by, referral, today)
    check_has_words(Deed.ANSWER, note)
    check_may_answer_about(category, queries.may_be_told_back(referral, today))
    referral.answered_at = at
    return done(referral, Deed.ANSWER, note, category, by=by, at=at)
