"""What asks a person to act the same day: raised by an answer, closed by saying what was done.

FHIR: Flag. Apart from any total, seen by few, and never in a notification. Builds on signals.
"""
