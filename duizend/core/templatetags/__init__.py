"""Template tags: `ui` (the components) and `dutch` (dates and numbers)."""
