"""A decision in words."""

from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import CATEGORY_LABELS
from duizend.consents.models import PURPOSE_LABELS, STATUS_LABELS, Consent
from duizend.consents.rules import Status, holds, is_shielded
from duizend.core.dutch_dates import day_in_words

register = template.Library()


@register.filter
def in_words(consent: Consent) -> str:
    """What it is about: `naam en contact, geld en werk`."""
    known = [str(label) for code, label in CATEGORY_LABELS.items() if code in consent.categories]
    return ", ".join(words[:1].lower() + words[1:] for words in known)


@register.filter
def story(consent: Consent, today: date) -> str:
    """When, what for, what about, and who decided and recorded it."""
    told = _("%(who)s, recorded by %(by)s") % {
        "who": consent.given_by,
        "by": consent.recorder.full_name,
    }
    day = day_in_words(timezone.localdate(consent.recorded), today)
    parts = (day, consent.get_purpose_display(), in_words(consent), told)
    return " · ".join(part for part in parts if part)


@register.filter
def about_safety(consent: Consent) -> bool:
    return is_shielded(consent.categories)


@register.filter
def purpose_words(purpose: str) -> str:
    return str(PURPOSE_LABELS[purpose])


@register.filter
def decision_words(consent: Consent, today: date) -> str:
    """Given, not given, withdrawn; or given and over by now."""
    if consent.status == Status.ACTIVE and not holds(consent.given, today):
        return _("given, now over")
    return str(STATUS_LABELS[consent.status])
