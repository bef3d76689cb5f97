"""What every deed does: lock, change the state and what is waited for, and say so."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.referrals import queries, tasks
from duizend.referrals.models import Referral, ReferralEvent
from duizend.referrals.permissions import only_the_two_sides
from duizend.referrals.rules.states import ENDED, Deed, Status, next_status

# How far the receiver is, one press each.
REPORTS = (Deed.CONTACT_MADE, Deed.CONTACT_FAILED, Deed.START, Deed.COMPLETE)


def locked(referral: Referral) -> Referral:
    """This referral, for us alone until the end of the transaction.

    Who only looks along cannot lock it: the policy lets the two organisations change it.
    """
    row = Referral.objects.select_for_update().filter(pk=referral.pk).first()
    if row is None:
        raise only_the_two_sides()
    return row


def done(
    referral: Referral,
    deed: Deed,
    note: str = "",
    category: str = Category.CONTACT,
    *,
    by: User,
    at: datetime,
) -> Referral:
    change(referral, deed, at=at)
    tell(referral, deed, note, category, by=by, at=at)
    return referral


def change(referral: Referral, deed: Deed, *, at: datetime) -> None:
    status = next_status(deed, Status(referral.status))
    referral.status = status
    if status in ENDED and referral.ended_at is None:
        referral.ended_at = at
    waits = queries.waits_for(referral)
    referral.due_term = waits.term if waits else ""
    referral.due_on = waits.day if waits else None
    referral.save()


def tell(
    referral: Referral, deed: Deed, note: str, category: str, *, by: User, at: datetime
) -> None:
    ReferralEvent(
        referral=referral,
        what=deed,
        by=by,
        by_organization_id=by.organization_id,
        at=at,
        category=category,
        note=note.strip(),
    ).save(force_insert=True)
    audit.record(
        f"referrals.{'report' if deed in REPORTS else deed.value}",
        referral,
        by=by,
        at=at,
        family_id=referral.family_id,
        category=referral.category,
    )
    if deed in queries.ANSWERS:
        day = timezone.localdate(at).isoformat()
        tasks.tell_person.defer(user_id=referral.sender_id, day=day)
