"""When help did not come about: why, what can be chosen, and when it is asked again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duizend.referrals.rules.states import Status
from duizend.referrals.rules.terms import ATTEMPTS_BEFORE_ASKING, should_ask_what_now


class Why(StrEnum):
    """Why help did not come about (yet)."""

    DECLINED = "declined"  # they said no
    UNREACHED = "unreached"  # contact was tried three times
    LEFT = "left"  # nobody there works with duizend any more
    STOPPED = "stopped"  # the offer stopped while the question waited


class Choice(StrEnum):
    """What the referrer and the family choose then."""

    OTHER = "other_offer"
    LATER = "later"
    COORDINATOR = "coordinator"
    NO_HELP = "no_help"
    GOES_ON = "goes_on"


# It is over: nothing more is asked for this reason.
FINAL = frozenset({Choice.OTHER, Choice.NO_HELP})
# What was declined cannot go on; all the rest can, after all.
CAN_GO_ON = frozenset({Why.UNREACHED, Why.LEFT, Why.STOPPED})
LATEST = timedelta(days=365)


@dataclass(frozen=True)
class Trouble:
    """A referral as far as it can go wrong. attempts: how often contact failed."""

    status: Status
    attempts: int = 0
    contact_made: bool = False
    performer_left: bool = False
    offer_stopped: bool = False


@dataclass(frozen=True)
class Chosen:
    """What was chosen last. attempts: how many had failed then. on: when it is asked again."""

    why: Why
    choice: Choice
    attempts: int = 0
    on: date | None = None
    settled: bool = False


def why(trouble: Trouble) -> Why | None:
    """Why this referral asks what now; None when nothing is wrong with it."""
    match trouble.status:
        case Status.DECLINED:
            return Why.DECLINED
        case Status.SENT | Status.TAKEN | Status.STARTED if trouble.performer_left:
            return Why.LEFT
        case Status.SENT if trouble.offer_stopped:
            return Why.STOPPED
        case Status.TAKEN if should_ask_what_now(trouble.attempts) and not trouble.contact_made:
            return Why.UNREACHED
        case _:
            return None


def choices(reason: Why) -> tuple[Choice, ...]:
    """What can be chosen, in the order in which it is offered."""
    usual = (Choice.OTHER, Choice.LATER, Choice.COORDINATOR, Choice.NO_HELP)
    return (*usual, Choice.GOES_ON) if reason in CAN_GO_ON else usual


def is_asked(trouble: Trouble, last: Chosen | None, today: date) -> Why | None:
    """Why the referrer is asked now what to do; None while a choice still holds."""
    reason = why(trouble)
    if reason is None or last is None or last.settled or last.why is not reason:
        return reason
    match last.choice:
        case Choice.LATER:
            return reason if last.on is not None and last.on <= today else None
        case Choice.GOES_ON if reason is Why.UNREACHED:
            again = trouble.attempts - last.attempts >= ATTEMPTS_BEFORE_ASKING
            return reason if again else None
        case _:
            return None


def is_a_good_day(on: date | None, today: date) -> bool:
    """Later is a day after today, within a year."""
    return on is not None and today < on <= today + LATEST
