"""What is filled in about a card: as a whole, about a step, and to try it out."""
