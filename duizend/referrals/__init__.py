"""Referrals: asking another organisation for help, and hearing back whether it came.

FHIR: ServiceRequest and Task (Referral), Provenance (ReferralEvent), DocumentReference
(Disclosure: what was told). Closed only by the receiver. Builds on consents and pathways.
"""
