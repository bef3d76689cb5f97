from duizend.questionnaires.views.answers import answer, part
from duizend.questionnaires.views.conversations import (
    choose,
    complete,
    conversation,
    stop,
    summary,
)

__all__ = ["answer", "choose", "complete", "conversation", "part", "stop", "summary"]
