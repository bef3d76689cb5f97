"""A picture leaves the screen: on paper or as a file. What leaves is in the log."""

from __future__ import annotations

from datetime import datetime

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.families.models import Family
from duizend.portraits.permissions import check_can_look


def record_print(family: Family, *, by: User, at: datetime) -> None:
    check_can_look(by, family)
    audit.record(
        "portraits.print", family, by=by, at=at, family_id=family.pk, category=Category.PLAN
    )


def record_export(family: Family, *, by: User, at: datetime) -> None:
    check_can_look(by, family)
    audit.record(
        "portraits.export", family, by=by, at=at, family_id=family.pk, category=Category.PLAN
    )
