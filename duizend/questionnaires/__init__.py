"""Conversations and lists of questions as data; answers saved one by one, some give a signal.

FHIR: Questionnaire, QuestionnaireResponse. Questions are content and never code; answers
stay tied to the version they were given to. Builds on families and signals.
"""
