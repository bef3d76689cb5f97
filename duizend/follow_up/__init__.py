"""Nothing stays silent: reminders, escalation, and how long each step takes.

FHIR: Task, Measure. Builds on referrals, plans and intake.
"""
