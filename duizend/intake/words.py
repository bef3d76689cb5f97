"""How long there still is, in working days, as people say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.core.working_days import Unit, Within
from duizend.intake.models import TERM_LABELS
from duizend.intake.rules import Term, working_days_left


def left_in_words(day: date | None, today: date) -> str:
    """`nog 3 werkdagen`, `vandaag de laatste dag`, `2 werkdagen te laat`; empty without a day."""
    if day is None:
        return ""
    if day == today:
        return _("today is the last day")
    left = working_days_left(day, today)
    if day > today:
        return ngettext("%(n)d working day left", "%(n)d working days left", left) % {"n": left}
    return ngettext("%(n)d working day late", "%(n)d working days late", -left) % {"n": -left}


def terms_in_words(terms: Mapping[Term, Within]) -> list[str]:
    """`oppakken binnen 5 werkdagen`, one for each agreed term."""
    return [f"{TERM_LABELS[term.value]} {_within(within)}" for term, within in terms.items()]


def _within(within: Within) -> str:
    n = within.value
    if within.unit is Unit.WORKING_DAYS:
        return ngettext("within %(n)d working day", "within %(n)d working days", n) % {"n": n}
    return ngettext("within %(n)d day", "within %(n)d days", n) % {"n": n}
