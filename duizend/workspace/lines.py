"""One line of my day: what asks something, for whom and by when, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from duizend.core.dutch_dates import day_in_words

# A sentence does not start with a digit, up to twelve.
NUMBERS = {
    2: pgettext_lazy("start of a sentence", "Two"),
    3: pgettext_lazy("start of a sentence", "Three"),
    4: pgettext_lazy("start of a sentence", "Four"),
    5: pgettext_lazy("start of a sentence", "Five"),
    6: pgettext_lazy("start of a sentence", "Six"),
    7: pgettext_lazy("start of a sentence", "Seven"),
    8: pgettext_lazy("start of a sentence", "Eight"),
    9: pgettext_lazy("start of a sentence", "Nine"),
    10: pgettext_lazy("start of a sentence", "Ten"),
    11: pgettext_lazy("start of a sentence", "Eleven"),
    12: pgettext_lazy("start of a sentence", "Twelve"),
}
# More than this of one kind is a list of its own, not a day.
MOST_OF_A_KIND = 12


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
