"""Every write about conversations and lists."""

from duizend.questionnaires.actions.content import load_instrument_slots, load_questionnaires
from duizend.questionnaires.actions.conversations import complete, start, stop
from duizend.questionnaires.actions.saving import Saved, save_answer

__all__ = [
    "Saved",
    "complete",
    "load_instrument_slots",
    "load_questionnaires",
    "save_answer",
    "start",
    "stop",
]
