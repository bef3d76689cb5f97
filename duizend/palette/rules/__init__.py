"""The palette of care as plain values: what there is, twice, not at all, and how soon."""
