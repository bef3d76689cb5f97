"""Offers in and out of the menu: Open Referral HSDS 3.0, a template for a spreadsheet, FHIR HealthcareService.

FHIR: HealthcareService. Shows what would change before it does. Builds on directory.
"""
