"""Plans: one plan per family, in the parents' own words, and who coordinates.

FHIR: CarePlan (CarePlan), Goal (Goal), Task (PlanTask), CareTeam.participant with the role
of coordinator (Coordination), Communication (Notice). Builds on families and consents.
What stands in the plan is told to others only with consent; who coordinates is not.
"""
