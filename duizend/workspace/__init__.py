"""Workspace: the professional's pages that bring the modules together.

My day, the overview of a family, who looked along, and the emergency door.
Builds on every module below; nothing builds on it. No tables of its own.
"""
