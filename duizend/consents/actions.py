"""Giving, refusing and withdrawing; each decision stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Organization, User
from duizend.consents.models import Consent, ExchangePermission, LegalBasis, ProcessingGround
from duizend.consents.permissions import (
    check_can_ask,
    check_can_give,
    check_can_withdraw,
)
from duizend.consents.rules import USUAL, Status
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
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
    """A yes, after explanation. Replaces what held before for this recipient and purpose."""
    today = timezone.localdate(at)
    check_can_give(by, family, recipient, categories, explained, period_end, today)
    _end_earlier(family, recipient, purpose, by=by, at=at)
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
    _end_earlier(family, recipient, purpose, by=by, at=at)
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
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    check_can_withdraw(by, consent)
    _end(consent, at)
    audit.record("consents.withdraw", consent, by=by, at=at, family_id=consent.family_id)
    return consent


@transaction.atomic
def permit_exchange(family: Family, *, given_by: str, by: User, at: datetime) -> None:
    """Permission to keep one's data available to those who also have a consent."""
    check_can_change(by, family)
    _replace_permission(family, Status.ACTIVE, given_by, by=by, at=at)
    audit.record("consents.permit_exchange", family, by=by, at=at, family_id=family.pk)


@transaction.atomic
def end_exchange(family: Family, *, given_by: str, by: User, at: datetime) -> None:
    """No (longer) permission: others cannot look it up from now on."""
    check_can_change(by, family)
    _replace_permission(family, Status.WITHDRAWN, given_by, by=by, at=at)
    audit.record("consents.end_exchange", family, by=by, at=at, family_id=family.pk)


@transaction.atomic
def set_ground(family: Family, basis: LegalBasis, *, by: User, at: datetime) -> ProcessingGround:
    """On which basis one's own organisation keeps data of this family (AVG)."""
    check_can_change(by, family)
    today = timezone.localdate(at)
    if by.organization.kind not in basis.organization_kinds or not basis.holds(today):
        raise NotAllowed("This legal basis is not in force for your organisation.")
    ProcessingGround.objects.filter(
        family=family, organization_id=by.organization_id, ended_on=None
    ).update(ended_on=today)
    ground = ProcessingGround(
        family=family,
        organization_id=by.organization_id,
        legal_basis=basis,
        recorder=by,
        recorded=at,
    )
    ground.save(force_insert=True)
    audit.record("consents.set_ground", ground, by=by, at=at, family_id=family.pk)
    return ground


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
    family: Family, recipient: Organization, purpose: str, *, by: User, at: datetime
) -> None:
    earlier = Consent.objects.select_for_update().filter(
        family=family,
        source_id=by.organization_id,
        recipient=recipient,
        purpose=purpose,
        status=Status.ACTIVE,
    )
    for consent in earlier:
        _end(consent, at)


def _end(consent: Consent, at: datetime) -> None:
    consent.status = Status.WITHDRAWN
    consent.withdrawn_at = at
    consent.save(update_fields=["status", "withdrawn_at"])


def _replace_permission(
    family: Family, status: Status, given_by: str, *, by: User, at: datetime
) -> None:
    ExchangePermission.objects.filter(
        family=family, source_id=by.organization_id, status=Status.ACTIVE
    ).update(status=Status.WITHDRAWN)
    ExchangePermission(
        family=family,
        source_id=by.organization_id,
        status=status,
        given_by=given_by,
        recorder=by,
        recorded=at,
    ).save(force_insert=True)
