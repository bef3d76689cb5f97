"""The mail to the owner of an offer. It speaks of offers, which are public; of no family."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.core.dutch_dates import long_day
from duizend.directory import links
from duizend.directory.models import StillTrue


def ask(email: str, questions: Sequence[StillTrue], until: date) -> None:
    """One mail with a link for each offer. Raises what the mail server says when it is down."""
    listed = "\n\n".join(f"{one.offer.name}\n{_address(one)}" for one in questions)
    send_mail(
        subject=_("Is this still right? Your offer on the menu of help"),
        message=_(
            "You keep the text about this offer on the menu of help true. Is it still right?\n\n"
            "%(offers)s\n\n"
            "Open the link and say that it is right, or write what should be different. You need "
            "no account. A link works once, until %(day)s.\n\n"
            "This message and the page behind the link say nothing about families."
        )
        % {"offers": listed, "day": long_day(until)},
        from_email=None,
        recipient_list=[email],
    )


def _address(question: StillTrue) -> str:
    path = reverse("directory:still_true", args=[links.token(question.pk)])
    return f"{settings.SITE_URL}{path}"
