"""Days and moments as people say them: `do 3 december`, `do 3 december, 10.30 uur`."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _


def day_in_words(day: date, today: date) -> str:
    """Return `do 3 december`; with the year behind it when that is not today's year."""
    words = f"{WEEKDAYS_ABBR[day.weekday()]} {day.day} {MONTHS[day.month]}".lower()
    return words if day.year == today.year else f"{words} {day.year}"


def long_day(day: date) -> str:
    """Return `donderdag 3 december 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month]} {day.year}".lower()


def time_in_words(moment: datetime) -> str:
    """Return `10.30 uur`, in the time zone of the reader."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return _("%(hours)d.%(minutes)02d hours") % {"hours": local.hour, "minutes": local.minute}


def moment_in_words(moment: datetime, today: date) -> str:
    """Return `do 3 december, 10.30 uur`, in the time zone of the reader."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{day_in_words(local.date(), today)}, {time_in_words(moment)}"
