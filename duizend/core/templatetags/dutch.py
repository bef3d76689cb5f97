"""Filters for days, moments and numbers in words. Empty in, empty out."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import number_format

from duizend.core import dutch_dates

register = template.Library()


@register.filter
def dutch_day(day: date | datetime | None, today: date | None = None) -> str:
    """`do 3 december`; a moment is first brought to the reader's time zone."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return dutch_dates.day_in_words(day, today or timezone.localdate())


@register.filter
def dutch_long_day(day: date | datetime | None) -> str:
    """`donderdag 3 december 2026`."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return dutch_dates.long_day(day)


@register.filter
def dutch_time(moment: datetime | None) -> str:
    """`10.30 uur`."""
    return "" if moment is None else dutch_dates.time_in_words(moment)


@register.filter
def dutch_date_time(moment: datetime | None, today: date | None = None) -> str:
    """`do 3 december, 10.30 uur`."""
    if moment is None:
        return ""
    return dutch_dates.moment_in_words(moment, today or timezone.localdate())


@register.filter
def dutch_number(number: float | None, decimals: int | None = None) -> str:
    """`1.234,5`: grouped, with a comma, in the active language."""
    return (
        ""
        if number is None
        else number_format(number, decimals, use_l10n=True, force_grouping=True)
    )
