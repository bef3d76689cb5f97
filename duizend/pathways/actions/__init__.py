"""Every write about route cards: what people decide of them, and which cards there are."""

from duizend.pathways.actions.deciding import (
    StepKey,
    accept,
    adapt,
    carry_out,
    decline,
    proposal_id,
    reconsider,
)
from duizend.pathways.actions.loading import load_route_cards
from duizend.pathways.actions.setting import set_card, withdraw_card
from duizend.pathways.actions.unmet import say_found, say_unmet

__all__ = [
    "StepKey",
    "accept",
    "adapt",
    "carry_out",
    "decline",
    "load_route_cards",
    "proposal_id",
    "reconsider",
    "say_found",
    "say_unmet",
    "set_card",
    "withdraw_card",
]
