"""Starts everything that duizend needs, and stops it again.

An embedded PostgreSQL where no other database is named, the web processes, the worker
for reminders, and the environment in which every command runs. Top floor: it knows how
to start Django, and holds no Django itself. FHIR: none.
"""
