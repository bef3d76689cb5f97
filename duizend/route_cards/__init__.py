"""Route cards that a coalition edits on screen: draft, try out, set on a day, draw.

FHIR: PlanDefinition. A version that is in use never changes. Builds on pathways.
"""
