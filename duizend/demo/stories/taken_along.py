"""What was taken along: the question about Amina into Noor's record, the answer into Fatma's."""

from __future__ import annotations

from duizend.demo.stories.telling import Teller
from duizend.documents import actions as documents
from duizend.documents.rules.document import Form, Kind
from duizend.documents.rules.plain_text import as_text
from duizend.referrals.models import Referral


def tell(teller: Teller) -> None:
    """Comes after the families: one of them was referred, and the answer came back."""
    for name, kind, days in (("Noor", Kind.REFERRAL, 39), ("Fatma", Kind.FEEDBACK, 2)):
        with teller.being(name) as by:
            referral = Referral.objects.filter(
                offer__code="demo-phb", answered_at__isnull=False
            ).earliest("sent_at")
            documents.take_along(referral, kind, Form.TEXT, as_text, by=by, at=teller.ago(days))
