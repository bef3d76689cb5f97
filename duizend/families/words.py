"""Where a family is in the thousand days, as it is said: `27 weken en 3 dagen`."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.families.rules.time import age_in_days, age_in_years, gestation, weeks_and_days

# Until when an age is said in days, in weeks and in months.
DAYS_UNTIL = 14
WEEKS_UNTIL_DAYS = 84


def gestation_in_words(due_date: date, today: date) -> str:
    """`27 weken en 3 dagen`; nothing for a day before the pregnancy began."""
    days = gestation(due_date, today)
    return weeks_in_words(days) if days >= 0 else ""


def weeks_in_words(days: int) -> str:
    """Whole days as `27 weken en 3 dagen`, without the days when there are none."""
    split = weeks_and_days(days)
    weeks = ngettext("%(count)d week", "%(count)d weeks", split.weeks) % {"count": split.weeks}
    if not split.days:
        return weeks
    rest = ngettext("%(count)d day", "%(count)d days", split.days) % {"count": split.days}
    return _("%(weeks)s and %(days)s") % {"weeks": weeks, "days": rest}


def age_in_words(born_on: date, today: date) -> str:
    """`3 dagen`, `5 weken`, `7 maanden`, `2 jaar`; nothing before the birth."""
    if today < born_on:
        return ""
    days = age_in_days(born_on, today)
    if days < DAYS_UNTIL:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if days < WEEKS_UNTIL_DAYS:
        weeks = days // 7
        return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}
    years = age_in_years(born_on, today)
    if years >= 2:
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    months = (today.year - born_on.year) * 12 + today.month - born_on.month
    months -= today.day < born_on.day
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
