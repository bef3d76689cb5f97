"""Families: the people, the pregnancy, and the professionals who have a care relation.

FHIR: Group (Family), Patient and RelatedPerson (Person), Observation (due date),
CareTeam.participant (CareRelation). Builds on access.
"""
