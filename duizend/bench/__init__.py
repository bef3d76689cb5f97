"""What duizend costs: an invented region, and the time of each page in it.

Builds 20,000 families with five years of history in a database of its own, and asks each
page and action through the real doors, as the application's own role under row-level
security. Builds on every module; no module builds on it. FHIR: none.
"""
