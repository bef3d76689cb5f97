"""The mail with a link: it knows no family, no name and no list (ADR 0038)."""

from __future__ import annotations

import logging
from datetime import date
from smtplib import SMTPException

from django.core.mail import send_mail

from duizend.beforehand.words import Language

log = logging.getLogger(__name__)


def mail_link(address: str, url: str, until: date, language: Language) -> bool:
    """Mail a link, without its code; False when the mail could not be handed over.

    At once and not by a job: a job would keep the link and the address in the database.
    """
    texts = language.texts
    try:
        send_mail(
            subject=texts["mail_subject"],
            message=texts["mail_text"].format(day=language.day(until), address=url),
            from_email=None,
            recipient_list=[address],
        )
    except (SMTPException, OSError) as problem:
        log.error("A mail with a link could not be sent: %s", type(problem).__name__)
        return False
    return True
