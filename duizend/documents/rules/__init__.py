"""Pure rules about documents: what stands in one, and how it reads elsewhere."""
