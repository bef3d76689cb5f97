"""Every write about what is asked at home: by the professional, and by the parent's link."""

from duizend.beforehand.actions.at_home import (
    enter,
    keep_answer,
    leave,
    say_not_ready,
    say_ready,
    stay,
    wipe,
)
from duizend.beforehand.actions.erasing import erase_unread
from duizend.beforehand.actions.opening import open_together
from duizend.beforehand.actions.sending import Asked, renew, send, withdraw

__all__ = [
    "Asked",
    "enter",
    "erase_unread",
    "keep_answer",
    "leave",
    "open_together",
    "renew",
    "say_not_ready",
    "say_ready",
    "send",
    "stay",
    "wipe",
    "withdraw",
]
