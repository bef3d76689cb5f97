"""Every write about flags."""

from duizend.flags.actions.handing import accept, decline, hand_over, take_over
from duizend.flags.actions.raising import raise_flag, set_from_answer
from duizend.flags.actions.settling import NotSaidYet, settle

__all__ = [
    "NotSaidYet",
    "accept",
    "decline",
    "hand_over",
    "raise_flag",
    "set_from_answer",
    "settle",
    "take_over",
]
