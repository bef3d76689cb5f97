"""The prenatal home visit (prenataal huisbezoek) by youth health care.

FHIR: Consent, ServiceRequest and Encounter. Proposed, never imposed: explain, her yes or no, straight to
youth health care, a day, the visit, a word back. Builds on consents, referrals and visits.
"""
