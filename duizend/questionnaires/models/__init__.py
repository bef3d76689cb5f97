from duizend.questionnaires.models.definitions import (
    InstrumentSlot,
    Questionnaire,
    QuestionnaireVersion,
)
from duizend.questionnaires.models.responses import Answer, QuestionnaireResponse

__all__ = [
    "Answer",
    "InstrumentSlot",
    "Questionnaire",
    "QuestionnaireResponse",
    "QuestionnaireVersion",
]
