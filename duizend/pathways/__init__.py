"""Pathways: route cards as versioned data, and what they propose to a family.

FHIR: PlanDefinition (RouteCard), RequestGroup.action (Proposal). A card proposes with its
reason; only a person accepts, adapts or declines. Builds on signals and directory.
"""
