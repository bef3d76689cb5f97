"""The palette of care: what exists, where it overlaps, and where a need finds nothing.

Counts of many families together, never of one. Builds on directory, pathways and referrals.
"""
