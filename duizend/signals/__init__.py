"""What weighs and what protects in a family, and what people together make of it.

FHIR: Observation (a signal), ClinicalImpression (an appraisal).
Builds on families, consents and visits; questionnaires and pathways build on it.
"""
