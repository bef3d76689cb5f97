"""What a licensed instrument said: its name, version, date and summary; never its questions.

FHIR: Observation, DocumentReference. Builds on the slots of questionnaires and on flags.
"""
