"""The mail without content, once a day at most."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.referrals.models import Notice


@transaction.atomic
def tell(user_id: int, day: date) -> bool:
    """Mail this person that something waits; False when they were told that day already.

    The row is written before the mail and only stays when the mail went out, so that a
    mail server that is down is tried again, and two workers at once send one mail.
    """
    user = User.objects.filter(pk=user_id, is_active=True, wants_mail=True).first()
    if user is None:
        return False
    _notice, is_new = Notice.objects.get_or_create(user=user, day=day)
    if not is_new:
        return False
    send_mail(
        subject=_("Something is waiting for you in duizend"),
        message=_(
            "Something is waiting for you in duizend.\n\n"
            "Sign in to see it: %(address)s\n\n"
            "This message says nothing about families on purpose."
        )
        % {"address": settings.SITE_URL},
        from_email=None,
        recipient_list=[user.email],
    )
    return True
