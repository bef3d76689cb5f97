"""The pages of the menu, and of keeping it true."""

from duizend.directory.views.by_link import still_true
from duizend.directory.views.keeping import confirm, suggest, suggestion, suggestions
from duizend.directory.views.menu import intervention, interventions, menu, offer

__all__ = [
    "confirm",
    "intervention",
    "interventions",
    "menu",
    "offer",
    "still_true",
    "suggest",
    "suggestion",
    "suggestions",
]
