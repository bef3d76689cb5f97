"""Giving, refusing and withdrawing; each decision stays readable. And loading the content."""

from duizend.consents.actions.deciding import give, refuse, speaker, withdraw
from duizend.consents.actions.keeping import end_exchange, permit_exchange, set_ground
from duizend.consents.actions.loading import load_consent_texts, load_legal_bases

__all__ = [
    "end_exchange",
    "give",
    "load_consent_texts",
    "load_legal_bases",
    "permit_exchange",
    "refuse",
    "set_ground",
    "speaker",
    "withdraw",
]
