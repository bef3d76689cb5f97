"""The pages of route cards: reading them, and writing a draft part by part."""
