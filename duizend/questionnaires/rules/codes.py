"""Where a conversation stands. FHIR: QuestionnaireResponse.status."""

from enum import StrEnum


class Status(StrEnum):
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    STOPPED = "stopped"
