"""Every write about conversations and lists."""

from duizend.questionnaires.actions.content import load_instrument_slots, load_questionnaires
from duizend.questionnaires.actions.conversations import complete, start, stop
from duizend.questionnaires.actions.saving import NotAnAnswer, Saved, as_values, save_answer

__all__ = [
    "NotAnAnswer",
    "Saved",
    "as_values",
    "complete",
    "load_instrument_slots",
    "load_questionnaires",
    "save_answer",
    "start",
    "stop",
]
