"""The five steps of the meldcode, in a vault of three people.

FHIR: none; nothing here is exchanged. Builds on families.
"""
