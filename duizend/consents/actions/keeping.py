"""Keeping data: available to others (Wabvpz 15a), and on which basis at all (AVG)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.consents.models import ExchangePermission, LegalBasis, ProcessingGround
from duizend.consents.queries import may_be_looked_up
from duizend.consents.rules import Status
from duizend.core.permissions import NotAllowed
from duizend.families.actions import one_at_a_time
from duizend.families.models import Family
from duizend.families.permissions import check_can_change


@transaction.atomic
def permit_exchange(family: Family, *, given_by: str, by: User, at: datetime) -> None:
    """Permission to keep one's data available to those who also have a consent."""
    check_can_change(by, family)
    one_at_a_time(family)
    if may_be_looked_up(family, by.organization):
        return
    _replace_permission(family, Status.ACTIVE, given_by, by=by, at=at)
    audit.record("consents.permit_exchange", family, by=by, at=at, family_id=family.pk)


@transaction.atomic
def end_exchange(family: Family, *, given_by: str, by: User, at: datetime) -> None:
    """No (longer) permission: others cannot look it up from now on.

    A no that was never a yes leaves its line with the one who asked, as every refusal.
    """
    check_can_change(by, family)
    one_at_a_time(family)
    gave = may_be_looked_up(family, by.organization)
    status = Status.WITHDRAWN if gave else Status.REFUSED
    _replace_permission(family, status, given_by, by=by, at=at)
    audit.record(
        "consents.end_exchange" if gave else "consents.refuse_exchange",
        family if gave else None,
        by=by,
        at=at,
        family_id=family.pk if gave else None,
    )


@transaction.atomic
def set_ground(family: Family, basis: LegalBasis, *, by: User, at: datetime) -> ProcessingGround:
    """On which basis one's own organisation keeps data of this family (AVG)."""
    check_can_change(by, family)
    today = timezone.localdate(at)
    if by.organization.kind not in basis.organization_kinds or not basis.holds(today):
        raise NotAllowed(_("This legal basis is not in force for your organisation."))
    one_at_a_time(family)
    now = ProcessingGround.objects.filter(
        family=family, organization_id=by.organization_id, ended_on=None
    )
    same = now.filter(legal_basis=basis).first()
    if same is not None:
        return same
    now.update(ended_on=today)
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
