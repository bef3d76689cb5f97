"""How was this talk: three questions with pictures, for the parent; shown only in groups.

FHIR: QuestionnaireResponse. Builds on questionnaires.
"""
