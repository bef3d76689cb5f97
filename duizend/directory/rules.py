"""The words of the menu and the order in which offers are shown. Plain values."""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    PRECONCEPTION = "preconception"
    PREGNANCY = "pregnancy"
    POSTPARTUM = "postpartum"
    CHILD = "child"


class Form(StrEnum):
    """How help is given. Offers use the first six; interventions know all of them."""

    HOME = "home"
    GROUP = "group"
    INDIVIDUAL = "individual"
    ONLINE = "online"
    PHONE = "phone"
    GOODS = "goods"
    VIDEO = "video"
    MEETING = "meeting"
    AGREEMENT = "agreement"
    SUPPORT_FAMILY = "support_family"
    LIBRARY = "library"
    QUALITY_MARK = "quality_mark"
    BUDDY = "buddy"
    STAY = "stay"
    COMMUNITY = "community"
    ADVICE = "advice"
    COURT_ORDER = "court_order"


OFFER_FORMS = (Form.HOME, Form.GROUP, Form.INDIVIDUAL, Form.ONLINE, Form.PHONE, Form.GOODS)


class Evidence(StrEnum):
    """Levels of the Dutch recognition committees, and what we found when there was none."""

    STRONG = "strong"
    GOOD = "good"
    FIRST = "first"
    WELL_GROUNDED = "well_grounded"
    SEE_PROGRAMME = "see_programme"
    NONE_FOUND = "none_found"
    NOT_SEEN = "not_seen"
    NOT_APPLICABLE = "not_applicable"


class Prevention(StrEnum):
    UNIVERSAL = "universal"
    SELECTIVE = "selective"
    INDICATED = "indicated"


class Intensity(StrEnum):
    """How much help it is; empty where no source says."""

    LIGHT = "light"
    REGULAR = "regular"
    INTENSIVE = "intensive"


class Financing(StrEnum):
    """Who pays for an offer: by which law, or from which purse."""

    WMO = "wmo"
    JEUGDWET = "jeugdwet"
    ZVW = "zvw"
    WPG = "wpg"
    MUNICIPALITY = "municipality"
    FUND = "fund"
    OWN = "own"


# What one may ask the menu: how soon there is room, in days.
SOON = (0, 7, 14, 30)
# Who may ask for an offer besides organisations: the parent.
SELF = "self"

# After so many months its owner is asked whether an offer still holds; after so many the list
# says that nobody looked. Waiting times change fast, so the question comes well before the mark.
ASK_AFTER_MONTHS = 3
STALE_AFTER_MONTHS = 6
# How long the link in that mail works. No second mail about the same offer before it ends.
LINK_DAYS = 30
# What may be corrected: what a family or who refers would go by, and who keeps it true.
CORRECTABLE = (
    "summary",
    "for_whom",
    "waiting_days",
    "price",
    "places",
    "neighbourhoods",
    "days",
    "languages",
    "phone",
    "email",
    "website",
    "stops_on",
    "owner_name",
    "owner_email",
)


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day that month has."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def months_since(day: date, today: date) -> int:
    """Whole months that have passed; 0 for a day that is still to come."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months if today.day >= day.day else months - 1)


def is_stale(checked_on: date, today: date) -> bool:
    """Whether so long ago nobody can go by it without asking."""
    return checked_on <= months_before(today, STALE_AFTER_MONTHS)
