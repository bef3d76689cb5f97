from duizend.beforehand.views.entering import away, by_link, door, enter
from duizend.beforehand.views.home import explain, pause, ready, wipe
from duizend.beforehand.views.questions import keep, question
from duizend.beforehand.views.sending import open_together, overview, renew, withdraw

__all__ = [
    "away",
    "by_link",
    "door",
    "enter",
    "explain",
    "keep",
    "open_together",
    "overview",
    "pause",
    "question",
    "ready",
    "renew",
    "wipe",
    "withdraw",
]
