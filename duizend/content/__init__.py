"""Loading what duizend knows about care: from the files in `content/` into every module.

No FHIR resource of its own. Builds on every module that has content; only demo, bench and
config stand above it. The files and the loaders' contract: docs/reference/content.md.
"""
