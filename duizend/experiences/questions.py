"""The three questions as data, with their answers and the face beside each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from duizend.core.content import read_rows


@dataclass(frozen=True)
class Choice:
    """An answer: its code, the words, and which face is drawn: glad, so_so or not_glad."""

    code: str
    words: str
    face: str


@dataclass(frozen=True)
class Question:
    code: str
    text: str
    choices: tuple[Choice, ...]


@cache
def questions() -> tuple[Question, ...]:
    """In the order in which they are asked."""
    return tuple(
        Question(
            row["code"],
            row["text"],
            tuple(Choice(one["code"], one["words"], one["face"]) for one in row["answers"]),
        )
        for row in read_rows("texts/experiences.json", "experiences")
    )
