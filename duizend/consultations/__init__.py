"""Asking advice about a case without saying whose it is.

FHIR: Communication. Refuses what could tell who it is. Builds on families and referrals.
"""
