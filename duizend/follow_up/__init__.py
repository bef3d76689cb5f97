"""Nothing stays silent: reminders, escalation, what now, and how long each step takes.

FHIR: Task (NextStep, Call), Provenance (Escalation), Measure. Builds on referrals and plans.
What it knows of a referral is shown on that referral's own page (`referrals.beside`).
"""
