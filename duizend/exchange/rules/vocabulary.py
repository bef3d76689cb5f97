"""The words for codes: what one may write for `pregnancy`, and what we write for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize


def folded(word: str) -> str:
    """The word without case, accents of another spelling and needless spaces."""
    return " ".join(normalize("NFKC", word).casefold().split())


@dataclass(frozen=True)
class Vocabulary:
    """Per list of words (`phases`, `municipalities`) the label of each code, and aliases.

    `aliases` gives, per list, other words that mean a code. A word that means two codes
    means neither. `phrases` are the few words that reading itself adds to a text.
    """

    labels: Mapping[str, Mapping[str, str]]
    found: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, str]

    def code(self, words: str, written: str) -> str | None:
        """The code that was meant, or None."""
        if written in self.labels.get(words, {}):
            return written
        return self.found.get(words, {}).get(folded(written))

    def label(self, words: str, code: str) -> str:
        return self.labels.get(words, {}).get(code, code)


def vocabulary(
    labels: Mapping[str, Mapping[str, str]],
    aliases: Mapping[str, Iterable[tuple[str, str]]],
    phrases: Mapping[str, str],
) -> Vocabulary:
    """A vocabulary from labels per code and more (word, code) pairs."""
    found: dict[str, dict[str, str]] = {}
    for words, by_code in labels.items():
        meant: dict[str, set[str]] = {}
        pairs = [(label, code) for code, label in by_code.items()]
        pairs += [(code, code) for code in by_code]
        for word, code in (*pairs, *aliases.get(words, ())):
            meant.setdefault(folded(word), set()).add(code)
        found[words] = {word: min(codes) for word, codes in meant.items() if len(codes) == 1}
    return Vocabulary(labels, found, phrases)
