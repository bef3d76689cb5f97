"""Names that look alike: trigrams, as pg_trgm counts them, without the extension."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

# Below this share of common trigrams two names do not look alike. The default of
# pg_trgm (pg_trgm.similarity_threshold, PostgreSQL documentation F.35).
LOOKS_ALIKE = 0.3
# From here two names are so much alike that a second registration is likely.
LIKELY_THE_SAME = 0.5
# Small words of Dutch and Arabic family names say little about who it is.
_WORDS = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """Lower case without accents: `Özgür-Çelik` becomes `ozgur celik`."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    without = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(without.replace("ß", "ss").replace("ø", "o").replace("ł", "l")))


def family_name(names: Iterable[str]) -> str:
    """How a family is called: the last names of the parents, each once, mother first."""
    return " \u2013 ".join(dict.fromkeys(name for name in names if name))


def trigrams(text: str) -> frozenset[str]:
    """The trigrams of every word, each padded with two blanks before and one behind."""
    found: set[str] = set()
    for word in plain(text).split():
        padded = f"  {word} "
        found.update(padded[i : i + 3] for i in range(len(padded) - 2))
    return frozenset(found)


def trigrams_of(texts: Iterable[str]) -> list[str]:
    """The sorted trigrams of several texts together, as they are stored."""
    return sorted(frozenset().union(*(trigrams(text) for text in texts)))


def resemblance(asked: Collection[str], stored: Collection[str]) -> float:
    """How much of what was asked is found in what is stored, from 0 to 1.

    One-sided on purpose: `samira` must find `Samira El Amrani`.
    """
    asked, stored = frozenset(asked), frozenset(stored)
    return len(asked & stored) / len(asked) if asked else 0.0
