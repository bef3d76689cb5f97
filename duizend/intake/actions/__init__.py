"""Everything that happens at a desk; each deed leaves a line in the log."""

from duizend.intake.actions.handling import answer, close, link, note, register, take
from duizend.intake.actions.loading import load_desks
from duizend.intake.actions.sending import Notice, Worry, erase_unlinked, send_notice, send_worry

__all__ = [
    "Notice",
    "Worry",
    "answer",
    "close",
    "erase_unlinked",
    "link",
    "load_desks",
    "note",
    "register",
    "send_notice",
    "send_worry",
    "take",
]
