"""Whether a card or a step fits the moment: its phase, and the days of a pregnancy or a child."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from duizend.pathways.rules.cards import AFTER_BIRTH, IN_PREGNANCY, DayRange


class NotYet(StrEnum):
    """Why what fits otherwise is still not proposed."""

    LATER_IN_PREGNANCY = "later_in_pregnancy"
    AFTER_BIRTH = "after_birth"
    WHEN_OLDER = "when_older"


class Timed(Protocol):
    """A card or a step."""

    @property
    def phases(self) -> frozenset[str]: ...
    @property
    def gestation_days(self) -> DayRange: ...
    @property
    def child_age_days(self) -> DayRange: ...


class Moment(Protocol):
    """A situation as far as time goes; see `answers.Situation`."""

    @property
    def phase(self) -> str: ...
    @property
    def today(self) -> date: ...
    @property
    def gestation_days(self) -> int | None: ...
    @property
    def child_age_days(self) -> int | None: ...
    @property
    def due_date(self) -> date | None: ...
    @property
    def born_on(self) -> date | None: ...


def fits_in_time(what: Timed, moment: Moment) -> bool:
    """Whether the phase is one of these, and the days lie within their bounds.

    What is not known keeps nothing away: not the phase, not the days.
    """
    phase = moment.phase
    if not phase:
        return True
    if phase not in what.phases:
        return False
    if phase in IN_PREGNANCY and moment.gestation_days is not None:
        return what.gestation_days.holds(moment.gestation_days)
    if phase in AFTER_BIRTH and moment.child_age_days is not None:
        return what.child_age_days.holds(moment.child_age_days)
    return True


def fits_later(what: Timed, moment: Moment) -> NotYet | None:
    """Whether it will fit when time goes on, and after what."""
    if moment.phase in IN_PREGNANCY and moment.gestation_days is not None:
        if IN_PREGNANCY <= what.phases and what.gestation_days.is_before(moment.gestation_days):
            return NotYet.LATER_IN_PREGNANCY
        if AFTER_BIRTH & what.phases:
            return NotYet.AFTER_BIRTH
    if (
        moment.phase in AFTER_BIRTH
        and moment.child_age_days is not None
        and AFTER_BIRTH & what.phases
        and what.child_age_days.is_before(moment.child_age_days)
    ):
        return NotYet.WHEN_OLDER
    return None


def due_date_is_past(moment: Moment) -> bool:
    """The due date lies behind us and no birth is known: every deadline from it is doubtful."""
    return moment.due_date is not None and moment.born_on is None and moment.due_date < moment.today
