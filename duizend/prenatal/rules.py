"""The steps of a prenatal home visit, after the national position. Plain values in, plain values out.

Position of VWS, NCJ, KNOV and CPZ of 30 October 2025: straight from birth care to youth health care,
only with her explicit consent after explaining what it is, why, and which data are shared; a no
has no consequences. Since 1 July 2022 municipalities have to offer the visit (Wpg).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duizend.access.rules import RESTRICTED, Category
from duizend.consents.rules import EXPLAINED
from duizend.core.charts.steps import State

# Her name and how to reach her, and the due date: without these there is nothing to plan.
LEAST = frozenset({Category.CONTACT.value, Category.PREGNANCY.value})
# A consent for this ends soon after the birth it is before: our proposal, hers to shorten.
AFTER_BIRTH = timedelta(days=14)
# How far ahead she may choose to talk about it again: a pregnancy is over by then.
TALK_AGAIN = timedelta(days=300)
# Where the due date is not known.
WITHOUT_A_DATE = timedelta(days=91)


class Step(StrEnum):
    EXPLAIN = "explain"
    CONSENT = "consent"
    SENT = "sent"
    PLANNED = "planned"
    VISITED = "visited"
    TOLD = "told"


@dataclass(frozen=True)
class Progress:
    """How far it is, from what others wrote down: the referral and the visit.

    thinking: she was told about it and has not answered. told: the referrer had an answer.
    """

    thinking: bool = False
    sent: bool = False
    planned: bool = False
    visited: bool = False
    told: bool = False


def states(progress: Progress) -> dict[Step, State]:
    """Each step with its state: everything up to the last one reached is done, one is now."""
    reached = {
        Step.EXPLAIN: progress.thinking or progress.sent,
        Step.CONSENT: progress.sent,
        Step.SENT: progress.sent,
        Step.PLANNED: progress.planned or progress.visited,
        Step.VISITED: progress.visited,
        Step.TOLD: progress.told,
    }
    now = next((step for step, done in reached.items() if not done), None)
    return {
        step: "done" if done else "now" if step is now else "next" for step, done in reached.items()
    }


def is_explained(ticks: Collection[str]) -> bool:
    """Whether all three were told: what it is, why, and which data."""
    return set(EXPLAINED) <= set(ticks)


def categories_of(also: Collection[str]) -> list[str]:
    """What goes along: the least, and what she lets go along besides; never what is shielded."""
    return sorted(LEAST | {code for code in also if code not in RESTRICTED})


def may_talk_again_on(day: date | None, today: date) -> bool:
    """Never a day that has been; no day at all is fine."""
    return day is None or today <= day <= today + TALK_AGAIN


def is_before_birth(day: date, due_date: date | None) -> bool:
    """A baby may come late; nobody plans this visit for after that."""
    return due_date is None or day <= due_date + AFTER_BIRTH


def last_day(today: date, due_date: date | None) -> date:
    """Until when her yes holds, unless it is taken back before."""
    if due_date is None:
        return today + WITHOUT_A_DATE
    return max(today, due_date) + AFTER_BIRTH
