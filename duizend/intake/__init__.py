"""Every other door for a signal, and the one queue of the intake desk behind it.

FHIR: Task. Nobody falls between two queues: each has a deadline. Builds on referrals.
"""
