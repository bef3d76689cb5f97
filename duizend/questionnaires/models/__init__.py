from duizend.questionnaires.models.asking import Asking, Opening
from duizend.questionnaires.models.definitions import (
    InstrumentSlot,
    Questionnaire,
    QuestionnaireDraft,
    QuestionnaireVersion,
)
from duizend.questionnaires.models.responses import Answer, QuestionnaireResponse

__all__ = [
    "Answer",
    "Asking",
    "InstrumentSlot",
    "Opening",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireResponse",
    "QuestionnaireVersion",
]
