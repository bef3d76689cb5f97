"""How offers are written elsewhere and what a file would change here. Plain Python, no Django."""
