"""Consents: may this be shared, with whom, what for, and until when.

FHIR: Consent. Three things that products mix up are apart here: lifting professional
secrecy (`Consent`), the basis under the AVG (`ProcessingGround` on a dated
`LegalBasis`), and keeping data available to others (`ExchangePermission`, Wabvpz 15a).
Builds on families.
"""
