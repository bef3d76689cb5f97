"""The words that signals and appraisals are made of."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a concept does in the balance. Neutral ones say how, not how well."""

    RISK = "risk"
    PROTECTIVE = "protective"
    NEUTRAL = "neutral"


class Status(StrEnum):
    PRESENT = "present"
    RESOLVED = "resolved"
    ENTERED_IN_ERROR = "entered_in_error"


class SourceKind(StrEnum):
    ANSWER = "answer"
    QUICK = "quick"
    REFERRAL = "referral"


class Contact(StrEnum):
    """Where a quick signal was seen or heard."""

    CONSULTATION = "consultation"
    HOME_VISIT = "home_visit"
    PHONE = "phone"
    GROUP = "group"
    OTHER_PERSON = "other_person"


class Situation(StrEnum):
    """The four categories of source 002. People choose one, together; nothing computes it."""

    SELF_RELIANT = "self_reliant"
    POTENTIALLY_VULNERABLE = "potentially_vulnerable"
    VULNERABLE = "vulnerable"
    HIGHLY_VULNERABLE = "highly_vulnerable"


class ParentView(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_DISCUSSED = "not_discussed"


# Our proposal, shown as one; people set their own day.
WEIGH_AGAIN_AFTER = timedelta(weeks=6)
# Longer ahead than a year is no plan to look again.
LATEST_WEIGH_AGAIN = timedelta(days=366)
# An appraisal may be written down some days after the talk.
EARLIEST_DECIDED = timedelta(days=31)


def proposed_day_to_weigh_again(decided_on: date) -> date:
    return decided_on + WEIGH_AGAIN_AFTER


def is_day_of_talk(decided_on: date, today: date) -> bool:
    """Whether a talk can have been on this day: not ahead, not long ago."""
    return today - EARLIEST_DECIDED <= decided_on <= today


def is_day_to_weigh_again(again_on: date, today: date) -> bool:
    return today < again_on <= today + LATEST_WEIGH_AGAIN
