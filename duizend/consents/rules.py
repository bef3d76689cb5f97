"""What consent means: what was explained, what it covers, when it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duizend.access.rules import RESTRICTED, Category


class Status(StrEnum):
    """FHIR consent-state-codes: active, rejected (refused), inactive (withdrawn)."""

    ACTIVE = "active"
    REFUSED = "rejected"
    WITHDRAWN = "inactive"


class Purpose(StrEnum):
    REFERRAL = "referral"
    PRENATAL_HOME_VISIT = "prenatal_home_visit"
    COORDINATION = "coordination"
    HANDOVER = "handover"


class BasisKind(StrEnum):
    """What a legal basis is for: telling, keeping, keeping available, reporting."""

    LIFTING_SECRECY = "lifting_secrecy"
    STATUTORY_TASK = "statutory_task"
    EXCHANGE_PERMISSION = "exchange_permission"
    REPORTING = "duty_or_right_to_report"
    NONE_NEEDED = "none_needed"


# Before a yes counts, three things were explained (position on the prenatal home visit
# of 30 October 2025: what it is, why you think of it, which data are shared).
EXPLAINED = ("what", "why", "which_data")
# Longest period that can be chosen: the thousand days and the aftercare.
LONGEST = timedelta(days=3 * 365)
USUAL = timedelta(days=365)


@dataclass(frozen=True)
class Given:
    """A consent as far as it matters for sharing today."""

    categories: frozenset[str]
    status: str
    period_start: date
    period_end: date


def holds(consent: Given, today: date) -> bool:
    """Whether a consent holds on this day, the last day of its period included."""
    return consent.status == Status.ACTIVE and consent.period_start <= today <= consent.period_end


def covered(consents: Iterable[Given], today: date) -> frozenset[str]:
    """The categories that may be shared today, of all consents together."""
    return frozenset().union(*(c.categories for c in consents if holds(c, today)))


def not_covered(asked: Collection[str], consents: Iterable[Given], today: date) -> frozenset[str]:
    """What one would like to share and may not."""
    return frozenset(asked) - covered(consents, today)


def is_shielded(categories: Collection[str]) -> bool:
    """Whether a decision is about what is shielded; it stands apart from the other one."""
    return any(category in RESTRICTED for category in categories)


def must_be_asked_apart(categories: Collection[str]) -> bool:
    """Shielded data is never shared along with something else; a name may go with it."""
    beside = (c for c in categories if c not in RESTRICTED and c != Category.CONTACT)
    return is_shielded(categories) and any(beside)
