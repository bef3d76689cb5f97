"""Pure rules of consulting without a name: what could tell who it is, and how soon an answer."""
