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

__all__ = [
    "StepKey",
    "accept",
    "adapt",
    "carry_out",
    "decline",
    "load_route_cards",
    "proposal_id",
    "reconsider",
]
