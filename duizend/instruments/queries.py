"""What is asked about outcomes of licensed instruments."""

from __future__ import annotations

from django.db.models import QuerySet

from duizend.access.models import User
from duizend.access.rules import RESTRICTED
from duizend.families.models import Family
from duizend.instruments.models import Document, Result
from duizend.questionnaires.models import InstrumentSlot


def of_family(family: Family) -> QuerySet[Result]:
    """The outcomes that the one who asks may see, newest first."""
    return (
        Result.objects.filter(family=family)
        .select_related("slot", "recorder", "recorder_organization", "in_error_by")
        .order_by("-done_on", "-recorded", "pk")
    )


def document_of(result: Result) -> Document | None:
    """The PDF without its content."""
    return Document.objects.filter(result=result).defer("content").first()


def slots_for(user: User) -> QuerySet[InstrumentSlot]:
    """The instruments that this person may record an outcome of."""
    slots = InstrumentSlot.objects.filter(retired_on=None)
    return slots if user.sees_restricted else slots.exclude(category__in=RESTRICTED)
