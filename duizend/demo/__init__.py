"""Demo: an invented coalition, its professionals and four families, made by the real actions.

Everything is labelled demo; none of it exists. Refuses to run in production.
"""
