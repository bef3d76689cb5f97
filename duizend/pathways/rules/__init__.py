"""Pure rules about route cards: reading one, and holding it against a situation."""
