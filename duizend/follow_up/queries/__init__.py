"""What waits for whom because it stayed silent, and how long each step takes."""

from duizend.follow_up.queries.figures import Figure, Figures, figures
from duizend.follow_up.queries.silence import (
    SilentQuestion,
    ladder,
    notes_of,
    silent_questions,
)
from duizend.follow_up.queries.waiting import (
    Asked,
    AskedOfCoordinator,
    asked_now,
    asked_of_coordinator,
    chosen_last,
    coordinates,
    left,
    of_referral,
)

__all__ = [
    "Asked",
    "AskedOfCoordinator",
    "Figure",
    "Figures",
    "SilentQuestion",
    "asked_now",
    "asked_of_coordinator",
    "chosen_last",
    "coordinates",
    "figures",
    "ladder",
    "left",
    "notes_of",
    "of_referral",
    "silent_questions",
]
