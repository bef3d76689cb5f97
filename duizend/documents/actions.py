"""Taking something along: each time the log says who took what, in which form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.documents import queries, words
from duizend.documents.permissions import check_can_put_in_calendar, check_can_take_along
from duizend.documents.rules.calendar import Appointment
from duizend.documents.rules.document import Document, Form, Kind
from duizend.referrals.models import Referral
from duizend.referrals.queries import told
from duizend.visits.models import Visit
from duizend.visits.rules import Status

Written = TypeVar("Written")


def take_along(
    referral: Referral,
    kind: Kind,
    form: Form,
    write_out: Callable[[Document], Written],
    *,
    by: User,
    at: datetime,
) -> Written:
    """The document as this person may have it now, written out in this form.

    Raises NotAllowed with the reason; what `write_out` raises passes, and leaves no line
    in the log, since nothing was taken.
    """
    readable = told(referral)
    check_can_take_along(by, referral, readable, kind)
    facts = queries.facts_of(referral, readable, by, timezone.localdate(at))
    written = write_out(words.write(facts, kind, document_id=uuid4(), at=at))
    audit.record(
        f"documents.{kind}_{form}",
        referral,
        by=by,
        at=at,
        family_id=referral.family_id,
        category=referral.category,
    )
    return written


def put_in_calendar(visit: Visit, *, url: str, by: User, at: datetime) -> Appointment:
    """This contact for somebody's own calendar; `url` leads back into the product."""
    check_can_put_in_calendar(by, visit)
    audit.record(
        "documents.calendar",
        visit,
        by=by,
        at=at,
        family_id=visit.family_id,
        category=Category.CONTACT,
    )
    cancelled = visit.status == Status.CANCELLED
    return Appointment(
        uid=f"{visit.pk}@duizend",
        start=visit.start,
        minutes=visit.duration,
        summary=str(words.CONTACT_LABELS[visit.kind]),
        description=_("Sign in to duizend to see with whom and where."),
        url=url,
        made_at=at,
        sequence=len(visit.moves.all()) + cancelled,
        cancelled=cancelled,
    )
