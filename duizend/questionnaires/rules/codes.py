"""Where a conversation stands (FHIR: QuestionnaireResponse.status), and each question in it."""

from enum import StrEnum


class Status(StrEnum):
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    STOPPED = "stopped"


class Outcome(StrEnum):
    """How a question went: put to the family, confirmed as said before, or left for later."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    NOT_NOW = "not_now"
