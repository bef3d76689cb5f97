"""Questions that a parent answers at home before the talk, by a link and a one-time code.

FHIR: Task with a Questionnaire as focus. Opens only in the talk. Builds on questionnaires.
"""
