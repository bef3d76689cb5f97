"""What is asked about consents: what may be shared today, and what was decided before."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from duizend.access.models import Organization
from duizend.consents.models import (
    Consent,
    ConsentText,
    ExchangePermission,
    LegalBasis,
    ProcessingGround,
)
from duizend.consents.rules import BasisKind, Status, covered
from duizend.families.models import Family


def shared_categories(
    family: Family, *, source: Organization, recipient: Organization, today: date
) -> frozenset[str]:
    """Category codes that this source may tell this recipient on this day."""
    consents = Consent.objects.filter(family=family).between(source, recipient).holding(today)
    return covered((consent.given for consent in consents), today)


def decisions(family: Family) -> QuerySet[Consent]:
    """All decisions about this family that the one who asks may see, newest first."""
    return (
        Consent.objects.filter(family=family)
        .select_related("source", "recipient", "recorder")
        .order_by("-recorded")
    )


def holding(family: Family, today: date) -> QuerySet[Consent]:
    return (
        Consent.objects.filter(family=family)
        .holding(today)
        .select_related("source", "recipient")
        .order_by("recipient__name")
    )


def exchange_permission(family: Family, source: Organization) -> ExchangePermission | None:
    """The last decision about keeping this source's data available, if there is one."""
    return (
        ExchangePermission.objects.filter(family=family, source=source)
        .order_by("-recorded")
        .first()
    )


def may_be_looked_up(family: Family, source: Organization) -> bool:
    permission = exchange_permission(family, source)
    return permission is not None and permission.status == Status.ACTIVE


def legal_bases(organization: Organization, today: date) -> list[LegalBasis]:
    """The legal bases for this kind of organisation that are in force on this day."""
    bases = LegalBasis.objects.filter(organization_kinds__contains=[organization.kind])
    return [basis for basis in bases if basis.holds(today)]


def grounds_to_keep(organization: Organization, today: date) -> list[LegalBasis]:
    """On which bases this kind of organisation may keep a family's data: its tasks by law."""
    bases = legal_bases(organization, today)
    return [basis for basis in bases if basis.kind == BasisKind.STATUTORY_TASK]


def processing_ground(family: Family, organization: Organization) -> ProcessingGround | None:
    """The basis of now on which this organisation keeps data of this family."""
    return (
        ProcessingGround.objects.filter(family=family, organization=organization, ended_on=None)
        .select_related("legal_basis", "recorder")
        .first()
    )


def explanations() -> dict[str, ConsentText]:
    """What is said before a decision, by code."""
    return {text.code: text for text in ConsentText.objects.filter(retired=False)}


def possible_recipients(family: Family, source: Organization) -> QuerySet[Organization]:
    """Who may be told something: organisations that work in the family's municipality."""
    return (
        Organization.objects.filter(municipalities=family.municipality_id)
        .exclude(pk=source.pk)
        .order_by("name")
    )
