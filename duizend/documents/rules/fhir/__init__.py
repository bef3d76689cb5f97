"""A document as a FHIR R4 (4.0.1) Bundle of type document."""

from duizend.documents.rules.fhir.bundle import as_bundle

__all__ = ["as_bundle"]
