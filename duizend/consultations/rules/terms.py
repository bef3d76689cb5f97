"""How soon an answer is asked, and whether it is late."""

from __future__ import annotations

from datetime import date

from duizend.core.working_days import Origin, Unit, Within, deadline

# A proposal, for the coalition to set: soon enough to use before the next contact.
ANSWER = Within(3, Unit.WORKING_DAYS, Origin.PROPOSAL)


def answer_by(asked_on: date) -> date:
    """The last day on which an answer is in time."""
    day = deadline(asked_on, ANSWER)
    assert day is not None  # noqa: S101  counted from a day, so there always is one
    return day


def is_late(asked_on: date, answered_on: date | None, today: date) -> bool:
    """Whether nobody answered in time; the last day itself still is."""
    return answered_on is None and today > answer_by(asked_on)
