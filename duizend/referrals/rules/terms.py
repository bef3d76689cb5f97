"""How soon: the terms of a referral, and the one that runs now. Pure: dates in, dates out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from duizend.core.working_days import Origin, Unit, Within, deadline
from duizend.referrals.rules.states import Status


class Term(StrEnum):
    """What the other side waits for."""

    ANSWER = "answer"  # taken or declined
    CONTACT = "contact"  # the first contact with the family
    START = "start"  # the help begins
    FEEDBACK = "feedback"  # the referrer hears how it goes


# When neither the route step nor the offer says how soon. The five working days come from the
# Groningen agreement between birth care and youth health care (2018), for the contact with the
# referrer and with the family; the other two are ours, for the coalition to set.
DEFAULTS: dict[Term, Within] = {
    Term.ANSWER: Within(5, Unit.WORKING_DAYS, Origin.SOURCE),
    Term.CONTACT: Within(5, Unit.WORKING_DAYS, Origin.SOURCE),
    Term.START: Within(14, Unit.DAYS, Origin.PROPOSAL),
    Term.FEEDBACK: Within(14, Unit.DAYS, Origin.PROPOSAL),
}
SOURCE_OF_DEFAULTS = "GRONINGEN2018"
# Units that need no dates of the pregnancy.
COUNTED = frozenset({Unit.DAYS.value, Unit.WORKING_DAYS.value})


@dataclass(frozen=True)
class Progress:
    """A referral as far as its terms go; all days as the people at work count them.

    contact_on: the last day on which contact was tried or made. answered_on: the last
    feedback to the referrer.
    """

    status: Status
    sent_on: date | None = None
    taken_on: date | None = None
    contact_made: bool = False
    contact_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class Due:
    """What is waited for and the last day on which it is in time."""

    term: Term
    day: date


def terms_from_data(rows: Mapping[str, Any]) -> dict[Term, Within]:
    """The stored terms; the defaults where a term is not there."""
    return {
        term: Within.from_data(rows[term]) if term in rows else within
        for term, within in DEFAULTS.items()
    }


def terms_of_step(step: Mapping[str, Any] | None) -> dict[Term, Within]:
    """The terms that a route step gives: how soon the receiver reports back.

    The step's own `within` is for the one who refers; feedback that is counted in weeks of
    the pregnancy leaves the default.
    """
    terms = dict(DEFAULTS)
    feedback = ((step or {}).get("feedback") or {}).get("within")
    if feedback and feedback["unit"] in COUNTED:
        terms[Term.FEEDBACK] = Within.from_data(feedback)
    return terms


def due(progress: Progress, terms: Mapping[Term, Within]) -> Due | None:
    """What is waited for now, or None when nobody waits."""
    term, since = _waited_for(progress)
    if term is None or since is None:
        return None
    day = deadline(since, terms[term])
    return None if day is None else Due(term, day)


def _waited_for(progress: Progress) -> tuple[Term | None, date | None]:
    match progress.status:
        case Status.SENT:
            return Term.ANSWER, progress.sent_on
        case Status.TAKEN if progress.contact_made:
            return Term.START, progress.contact_on
        case Status.TAKEN:
            # A failed attempt gives time for the next one.
            return Term.CONTACT, progress.contact_on or progress.taken_on
        case Status.STARTED | Status.COMPLETED if progress.answered_on is None:
            return Term.FEEDBACK, progress.started_on or progress.ended_on
        case _:
            return None, None


def is_late(day: date | None, today: date) -> bool:
    """The last day itself is still in time."""
    return day is not None and today > day


# After so many attempts it is time to ask together what now, instead of calling again.
ATTEMPTS_BEFORE_ASKING = 3


def should_ask_what_now(attempts: int) -> bool:
    return attempts >= ATTEMPTS_BEFORE_ASKING
