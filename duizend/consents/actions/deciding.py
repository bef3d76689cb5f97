"""A yes, a no, and taking a yes back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Organization, User
from duizend.consents.models import Consent
from duizend.consents.permissions import (
    check_can_ask,
    check_can_give,
    check_can_withdraw,
)
from duizend.consents.rules import USUAL, Status, is_shielded
from duizend.families.actions import one_at_a_time
from duizend.families.models import Family
from duizend.families.queries import mother


@transaction.atomic
def give(
    family: Family,
    recipient: Organization,
    *,
    purpose: str,
    categories: Sequence[str],
    explained: Sequence[str],
    period_end: date,
    given_by: str,
    by: User,
    at: datetime,
) -> Consent:
    """A yes, after explanation. Replaces what held before for this recipient and purpose.

    The same yes twice (a double click) stays one.
    """
    today = timezone.localdate(at)
    check_can_give(by, family, recipient, categories, explained, period_end, today)
    one_at_a_time(family)
    same = Consent.objects.filter(
        family=family,
        source_id=by.organization_id,
        recipient=recipient,
        purpose=purpose,
        categories=sorted(set(categories)),
        status=Status.ACTIVE,
        period_end=period_end,
        given_by=given_by,
        period_start=today,
    ).first()
    if same is not None:
        return same
    _end_earlier(family, recipient, purpose, categories, by=by, at=at)
    consent = _record(
        family,
        recipient,
        purpose=purpose,
        categories=categories,
        status=Status.ACTIVE,
        explained=explained,
        period=(today, period_end),
        given_by=given_by,
        by=by,
        at=at,
    )
    audit.record("consents.give", consent, by=by, at=at, family_id=family.pk)
    return consent


@transaction.atomic
def refuse(
    family: Family,
    recipient: Organization,
    *,
    purpose: str,
    categories: Sequence[str],
    given_by: str,
    by: User,
    at: datetime,
) -> Consent:
    """A no. It costs nothing, needs no explanation, and only one's own people see it."""
    today = timezone.localdate(at)
    check_can_ask(by, family, recipient)
    one_at_a_time(family)
    _end_earlier(family, recipient, purpose, categories, by=by, at=at)
    consent = _record(
        family,
        recipient,
        purpose=purpose,
        categories=categories,
        status=Status.REFUSED,
        explained=[],
        period=(today, today + USUAL),
        given_by=given_by,
        by=by,
        at=at,
    )
    audit.record("consents.refuse", consent, by=by, at=at)
    return consent


@transaction.atomic
def withdraw(consent: Consent, *, by: User, at: datetime) -> Consent:
    """Take a yes back, from this moment. What was told before cannot be untold."""
    # Before locking: the database lets only the source lock (change) the row.
    check_can_withdraw(by, consent)
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    check_can_withdraw(by, consent)
    _end(consent, at)
    audit.record("consents.withdraw", consent, by=by, at=at, family_id=consent.family_id)
    return consent


def speaker(family: Family) -> str:
    """Who decides, by default: the mother (to be); after the birth both parents may."""
    person = mother(family)
    return person.full_name if person else family.name


def _record(
    family: Family,
    recipient: Organization,
    *,
    purpose: str,
    categories: Sequence[str],
    status: Status,
    explained: Sequence[str],
    period: tuple[date, date],
    given_by: str,
    by: User,
    at: datetime,
) -> Consent:
    consent = Consent(
        family=family,
        source_id=by.organization_id,
        recipient=recipient,
        purpose=purpose,
        categories=sorted(set(categories)),
        status=status,
        period_start=period[0],
        period_end=period[1],
        explained=list(explained),
        given_by=given_by,
        recorder=by,
        recorded=at,
    )
    consent.full_clean(validate_unique=False, validate_constraints=False)
    consent.save(force_insert=True)
    return consent


def _end_earlier(
    family: Family,
    recipient: Organization,
    purpose: str,
    categories: Collection[str],
    *,
    by: User,
    at: datetime,
) -> None:
    """What is shielded is asked apart, so it also ends apart."""
    earlier = Consent.objects.select_for_update().filter(
        family=family,
        source_id=by.organization_id,
        recipient=recipient,
        purpose=purpose,
        status=Status.ACTIVE,
    )
    for consent in earlier:
        if is_shielded(consent.categories) == is_shielded(categories):
            _end(consent, at)


def _end(consent: Consent, at: datetime) -> None:
    consent.status = Status.WITHDRAWN
    consent.withdrawn_at = at
    consent.save(update_fields=["status", "withdrawn_at"])
