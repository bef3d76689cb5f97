"""The pages of the intake desk: its queue, its doors, where things go, and a parent's own."""

from duizend.intake.views.desk import (
    answer,
    close,
    item,
    link,
    note,
    overview,
    register,
    take,
    tell_parent,
)
from duizend.intake.views.doors import before_desk, notice
from duizend.intake.views.going import (
    accept,
    ask_colleague,
    ask_desk,
    asked,
    move,
    sort,
    take_back,
)
from duizend.intake.views.worries import thanks, worry

__all__ = [
    "accept",
    "answer",
    "ask_colleague",
    "ask_desk",
    "asked",
    "before_desk",
    "close",
    "item",
    "link",
    "move",
    "note",
    "notice",
    "overview",
    "register",
    "sort",
    "take",
    "take_back",
    "tell_parent",
    "thanks",
    "worry",
]
