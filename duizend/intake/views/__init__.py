"""The pages of the intake desk: its queue, its doors, and a parent's own."""

from duizend.intake.views.desk import answer, close, item, link, note, overview, register, take
from duizend.intake.views.doors import before_desk, notice
from duizend.intake.views.worries import thanks, worry

__all__ = [
    "answer",
    "before_desk",
    "close",
    "item",
    "link",
    "note",
    "notice",
    "overview",
    "register",
    "take",
    "thanks",
    "worry",
]
