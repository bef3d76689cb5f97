from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from duizend.pathways.rules.checking import Wrong

Row = Mapping[str, Any]
# The rows of every kind, by the kind's name in the registry.
Rows = Mapping[str, Sequence[Row]]
Path = tuple[str | int, ...]


class What(StrEnum):
    TWICE = "twice"
    UNKNOWN = "unknown"
    UNSHIELDED = "unshielded"
    WORD_IN_BRACES = "word_in_braces"
    NO_WAY_OUT = "no_way_out"
    ANSWER_WITH_CONCEPT = "answer_with_concept"
    NOT_ON_THIS_QUESTION = "not_on_this_question"
    BACKWARDS = "backwards"


@dataclass(frozen=True)
class Problem:
    """A mistake in row `index` of a kind, at `path` inside that row."""

    kind: str
    index: int
    path: Path
    what: What | Wrong
    value: str = ""


def codes_of(rows: Rows, kind: str) -> set[str]:
    """The codes of a kind; questionnaires have an `id` (FHIR)."""
    return {code_of(row) for row in rows.get(kind, ())}


def code_of(row: Row) -> str:
    code: str = row["id"] if "resourceType" in row else row["code"]
    return code
