"""Everything that happens to a referral; each deed leaves a line in its history and in the log."""

from duizend.referrals.actions.history import REPORTS
from duizend.referrals.actions.receiving import (
    answer,
    complete,
    decline,
    report_contact,
    start,
    take,
)
from duizend.referrals.actions.sending import Asked, ask, save_draft, send, take_back, withdraw

__all__ = [
    "REPORTS",
    "Asked",
    "answer",
    "ask",
    "complete",
    "decline",
    "report_contact",
    "save_draft",
    "send",
    "start",
    "take",
    "take_back",
    "withdraw",
]
