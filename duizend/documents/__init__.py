"""What leaves the product: PDF, plain text, calendar, FHIR document; only what consent allows.

FHIR: Composition in a Bundle. Builds on referrals.
"""
