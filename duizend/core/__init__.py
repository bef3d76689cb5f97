"""The ground of the house: refusals in words, row-level security, components, content files.

Knows no care: nothing here has heard of a family.
"""
