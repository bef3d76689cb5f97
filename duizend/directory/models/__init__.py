"""What stands on the menu, and what keeps it true."""

from duizend.directory.models.keeping import StillTrue, Suggestion
from duizend.directory.models.menu import Content, Intervention, Offer, OfferQuerySet

__all__ = ["Content", "Intervention", "Offer", "OfferQuerySet", "StillTrue", "Suggestion"]
