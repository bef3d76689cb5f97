"""The pages of both sides: asking, and being asked."""

from duizend.referrals.views.receiving import answer, decline, inbox, received, report, take
from duizend.referrals.views.sending import detail, new, referrals, sharing, withdraw

__all__ = [
    "answer",
    "decline",
    "detail",
    "inbox",
    "new",
    "received",
    "referrals",
    "report",
    "sharing",
    "take",
    "withdraw",
]
