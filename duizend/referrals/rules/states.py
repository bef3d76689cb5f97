"""What may happen to a referral: one table. The state diagram in the documentation is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a referral is, in the codes of FHIR Task.status."""

    DRAFT = "draft"
    SENT = "requested"
    TAKEN = "accepted"
    DECLINED = "rejected"
    STARTED = "in-progress"
    COMPLETED = "completed"
    WITHDRAWN = "cancelled"


class Side(StrEnum):
    """Who does it: the organisation that refers, or the one that was asked."""

    SENDER = "sender"
    PERFORMER = "performer"


class Deed(StrEnum):
    """What somebody does with a referral; each leaves a line in its history."""

    SEND = "send"
    TAKE = "take"
    DECLINE = "decline"
    CONTACT_MADE = "contact_made"
    CONTACT_FAILED = "contact_failed"
    START = "start"
    COMPLETE = "complete"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    TAKE_BACK = "take_back"


@dataclass(frozen=True)
class Transition:
    """One line of the table. `to` None: the state stays, only something is told.

    needs_words: it is not done without a sentence for the other side.
    """

    deed: Deed
    who: Side
    at: frozenset[Status]
    to: Status | None = None
    needs_words: bool = False


TRANSITIONS = (
    Transition(Deed.SEND, Side.SENDER, frozenset({Status.DRAFT}), Status.SENT),
    Transition(
        Deed.WITHDRAW, Side.SENDER, frozenset({Status.DRAFT, Status.SENT}), Status.WITHDRAWN
    ),
    # Only when nobody of the receiver is there any more: else it is the receiver who closes.
    Transition(
        Deed.TAKE_BACK,
        Side.SENDER,
        frozenset({Status.TAKEN, Status.STARTED}),
        Status.WITHDRAWN,
    ),
    Transition(Deed.TAKE, Side.PERFORMER, frozenset({Status.SENT}), Status.TAKEN),
    # Also after taking: when no contact comes about, or the family wants something else.
    Transition(
        Deed.DECLINE,
        Side.PERFORMER,
        frozenset({Status.SENT, Status.TAKEN}),
        Status.DECLINED,
        needs_words=True,
    ),
    Transition(Deed.CONTACT_MADE, Side.PERFORMER, frozenset({Status.TAKEN})),
    Transition(Deed.CONTACT_FAILED, Side.PERFORMER, frozenset({Status.TAKEN})),
    Transition(Deed.START, Side.PERFORMER, frozenset({Status.TAKEN}), Status.STARTED),
    Transition(Deed.COMPLETE, Side.PERFORMER, frozenset({Status.STARTED}), Status.COMPLETED),
    Transition(
        Deed.ANSWER,
        Side.PERFORMER,
        frozenset({Status.TAKEN, Status.STARTED, Status.COMPLETED}),
        needs_words=True,
    ),
)
_BY_DEED = {transition.deed: transition for transition in TRANSITIONS}

# Nothing happens any more, except that a completed one may still be answered.
ENDED = frozenset({Status.DECLINED, Status.COMPLETED, Status.WITHDRAWN})
# The receiver is at work. From here it carries the responsibility; before, the referrer does
# (Utrecht protocol: a referral is only handed over when the receiver has confirmed it).
IN_HAND = frozenset({Status.TAKEN, Status.STARTED, Status.COMPLETED})
# Neither finished nor refused: what a list of running referrals shows.
RUNNING = frozenset({Status.DRAFT, Status.SENT, Status.TAKEN, Status.STARTED})


def transition(deed: Deed) -> Transition:
    return _BY_DEED[deed]


def may_happen(deed: Deed, status: Status) -> bool:
    """Whether this deed fits a referral in this state."""
    return status in _BY_DEED[deed].at


def next_status(deed: Deed, status: Status) -> Status:
    """The state after the deed. Raises ValueError when it does not fit this state."""
    if not may_happen(deed, status):
        raise ValueError(f"{deed} does not fit a referral that is {status}.")
    return _BY_DEED[deed].to or status


def possible(side: Side, status: Status) -> tuple[Deed, ...]:
    """What this side may do now, in the order of the table."""
    return tuple(t.deed for t in TRANSITIONS if t.who is side and status in t.at)


def responsible(status: Status) -> Side:
    """Who carries it now: the referrer, until the receiver has taken it over."""
    return Side.PERFORMER if status in IN_HAND else Side.SENDER
