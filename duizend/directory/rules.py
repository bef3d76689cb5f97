"""The words of the menu and the order in which offers are shown. Plain values."""

from __future__ import annotations

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
