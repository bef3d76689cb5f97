"""Everything that happens at a desk; each deed leaves a line in the log."""

from duizend.intake.actions.handling import (
    answer,
    close,
    link,
    note,
    register,
    take,
    tell_parent,
)
from duizend.intake.actions.loading import load_desks
from duizend.intake.actions.moving import (
    accept_move,
    ask_colleague,
    ask_desk,
    decline_move,
    take_back_move,
)
from duizend.intake.actions.sending import Notice, Worry, erase_unlinked, send_notice, send_worry
from duizend.intake.actions.sorting import sort, sort_request

__all__ = [
    "Notice",
    "Worry",
    "accept_move",
    "answer",
    "ask_colleague",
    "ask_desk",
    "close",
    "decline_move",
    "erase_unlinked",
    "link",
    "load_desks",
    "note",
    "register",
    "send_notice",
    "send_worry",
    "sort",
    "sort_request",
    "take",
    "take_back_move",
    "tell_parent",
]
