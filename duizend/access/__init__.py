"""Access: the organisations and people who work with families, and the log of all they do.

FHIR: Organization, Practitioner with PractitionerRole (our `User`), AuditEvent.
Builds on core only; a family is here no more than a number in the log.
"""
