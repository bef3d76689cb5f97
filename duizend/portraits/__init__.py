"""Pictures that a family and a professional make together: balance, triangle and web.

FHIR: Observation. What the parent draws or says, then and now; never computed. Builds on signals.
"""
