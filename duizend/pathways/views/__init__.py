"""The pages of the route of a family."""
