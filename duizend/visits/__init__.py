"""Visits: contacts and home visits, planned and recorded.

FHIR: Encounter (Visit), Composition (Report). That a contact was, and who was there,
belongs to the plan; what was written about it to the category its writer chose.
Builds on families.
"""
