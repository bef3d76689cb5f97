"""Every write about conversations and lists."""

from duizend.questionnaires.actions.asking import confirm, end_overtaken, leave_for_now
from duizend.questionnaires.actions.content import load_instrument_slots, load_questionnaires
from duizend.questionnaires.actions.conversations import complete, start, stop
from duizend.questionnaires.actions.opening import begin_with_strengths
from duizend.questionnaires.actions.saving import NotAnAnswer, Saved, as_values, save_answer

__all__ = [
    "NotAnAnswer",
    "Saved",
    "as_values",
    "begin_with_strengths",
    "complete",
    "confirm",
    "end_overtaken",
    "leave_for_now",
    "load_instrument_slots",
    "load_questionnaires",
    "save_answer",
    "start",
    "stop",
]
