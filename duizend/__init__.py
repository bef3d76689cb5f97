"""duizend: one family, one plan, in the first thousand days of a child's life."""
