"""What is done with the menu: its content is loaded, and people keep it true."""

from duizend.directory.actions.keeping import (
    accept,
    ask_owner,
    confirm,
    confirm_by_link,
    correct_by_link,
    decline,
    suggest,
)
from duizend.directory.actions.loading import (
    load_interventions,
    load_municipalities,
    load_offers,
    load_organizations,
)

__all__ = [
    "accept",
    "ask_owner",
    "confirm",
    "confirm_by_link",
    "correct_by_link",
    "decline",
    "load_interventions",
    "load_municipalities",
    "load_offers",
    "load_organizations",
    "suggest",
]
