"""One line of my day: what asks something, for whom and by when, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.core.dutch_dates import day_in_words


@dataclass(frozen=True)
class Line:
    """One thing that asks something: what, for whom, when; one click from its family.

    seen_url: where to say that one has read it, for what only needs to be known.
    """

    icon: str
    title: str
    sub: str
    url: str
    tag: str = ""
    tag_kind: str = "neutral"
    kind: str = "plain"
    seen_url: str = ""


def until(day: date | None, today: date) -> str:
    """By when, or how many days late: counted as the pages of the referrals count."""
    if day is None:
        return ""
    if day == today:
        return _("today")
    if day > today:
        return _("by %(day)s at the latest") % {"day": day_in_words(day, today)}
    late = (today - day).days
    return ngettext("one day late", "%(count)s days late", late) % {"count": late}


def sub(family: str, *rest: str | Promise) -> str:
    """The family and what else tells which one it is, with dots between."""
    name = _("family %(name)s") % {"name": family} if family else ""
    return " · ".join(str(part) for part in (name, *rest) if part)
