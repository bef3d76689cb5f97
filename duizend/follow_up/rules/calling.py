"""Calling again after a week: whether contact has come about. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from duizend.referrals.rules.states import Status

# Utrecht protocol for pregnant women in a vulnerable situation, step 5: after a week the
# referrer calls the family or the organisation whether contact has come about.
AFTER = timedelta(days=7)
SOURCE = "UTRECHTKZ"
# While contact may still have to come about.
CALLED_WHILE = (Status.SENT, Status.TAKEN)


class Heard(StrEnum):
    """What the referrer heard."""

    CONTACT = "contact"
    NOT_YET = "not_yet"
    UNREACHED = "unreached"


def due_on(sent_on: date, last_call: date | None) -> date:
    """On which day to call: a week after sending, or after the last call."""
    return (last_call or sent_on) + AFTER
