from duizend.questionnaires.views.answers import answer, part
from duizend.questionnaires.views.asking import asked, region
from duizend.questionnaires.views.beginning import begin_with_strengths, card
from duizend.questionnaires.views.conversations import (
    choose,
    complete,
    conversation,
    stop,
    summary,
)

__all__ = [
    "answer",
    "asked",
    "begin_with_strengths",
    "card",
    "choose",
    "complete",
    "conversation",
    "part",
    "region",
    "stop",
    "summary",
]
