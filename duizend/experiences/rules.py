"""From how many answers on something is shown, and what is a whole answer. Plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

# Nobody is found in a group of ten, and each next group that is shown is ten again: between
# two looks at the page nothing smaller can be subtracted (ADR 0052).
# The migration repeats this number; a test keeps them equal.
SHOWN_FROM = 10


def kept(given: Mapping[str, str], known: Mapping[str, Collection[str]]) -> dict[str, str]:
    """What may be counted: known answers to known questions. Anything else is left out."""
    return {
        question: answer
        for question, answer in given.items()
        if answer and answer in known.get(question, ())
    }


@dataclass(frozen=True)
class Share:
    """How many people gave one answer. `percent` of all who took part, for the width of a bar."""

    code: str
    words: str
    count: int
    percent: int


def shares(
    answers: Sequence[tuple[str, str]], counts: Mapping[str, int], people: int
) -> list[Share]:
    """Each answer (code and words) with its count, as given by so many people."""
    return [
        Share(code, words, counts.get(code, 0), round(100 * counts.get(code, 0) / people))
        for code, words in answers
    ]
