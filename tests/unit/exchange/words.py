"""A small vocabulary, so that the rules are tried without a database."""

from duizend.exchange.words import known_words

WORDS = known_words(
    {"GM1680": "Aa en Hunze", "GM0118": "Hoogeveen", "GM0106": "Assen"},
    {"voorzorg": ("VoorZorg", ["voor zorg"]), "stevig-ouderschap": ("Stevig Ouderschap", [])},
)
