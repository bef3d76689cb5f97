"""The mail without content, once a day at most."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.referrals.models import Notice


@transaction.atomic
def tell(user_id: int, day: date) -> bool:
    """Mail this person that something waits; False when they were told already.

    `day` is the day on which it began to wait. A mail that could not go out then goes out
    later, as that day's mail: whatever waited in the meantime needs no second one.

    The row is written before the mail and only stays when the mail went out, so that a
    mail server that is down is tried again, and two workers at once send one mail. Only
    who ends this program between the two has it sent again; then it carries the same
    Message-ID, by which a mail server can know it.
    """
    user = User.objects.filter(pk=user_id, is_active=True, wants_mail=True).first()
    if user is None or Notice.objects.filter(user=user, day=day).exists():
        return False
    notice, is_new = Notice.objects.get_or_create(user=user, day=max(day, timezone.localdate()))
    if not is_new:
        return False
    EmailMessage(
        subject=_("Something is waiting for you in duizend"),
        body=_(
            "Something is waiting for you in duizend.\n\n"
            "Sign in to see it: %(address)s\n\n"
            "This message says nothing about families on purpose."
        )
        % {"address": settings.SITE_URL},
        to=[user.email],
        headers={"Message-ID": f"<{notice.day:%Y%m%d}.{user.pk}@{_host()}>"},
    ).send()
    return True


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
