"""The menu of help: interventions (what exists) apart from local offers (what one can get here).

FHIR: HealthcareService (Offer, its `program` is the Intervention). Public reference data:
no row-level security, but a sign-in. Builds on access. Content comes from `content/`.
"""
