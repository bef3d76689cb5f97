"""The prenatal home visit (prenataal huisbezoek) by youth health care.

FHIR: ServiceRequest and Encounter. Proposed, never imposed. Builds on referrals.
"""
