"""What is known of the meldcode, as data: where to turn, the five questions, frameworks, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from duizend.access.models import User
from duizend.core.content import known_sources, read_rows


@dataclass(frozen=True)
class Fact:
    """One fact with its source, the day on which that was read and how sure it is.

    `certainty` is verified, partly or unverified; a page says so when it is unverified.
    """

    code: str
    words: str
    source: str
    url: str
    checked_on: date
    certainty: str

    @property
    def is_unverified(self) -> bool:
        return self.certainty == "unverified"


def turn_to() -> list[Fact]:
    """Where to turn, before any step."""
    return _facts("turn_to")


def questions() -> dict[str, Fact]:
    """The five questions of weighing, by code, in their order."""
    return {fact.code: fact for fact in _facts("question")}


def frameworks(user: User) -> list[Fact]:
    """The framework of somebody's own profession; none when we know of none."""
    return _facts("framework", user.role)


def retention() -> list[Fact]:
    """How long a record is kept, by the law that it falls under."""
    return _facts("retention")


def _facts(place: str, role: str = "") -> list[Fact]:
    return [
        _fact(row)
        for row in _rows()
        if row["place"] == place and (not row["roles"] or role in row["roles"])
    ]


def _fact(row: Mapping[str, Any]) -> Fact:
    source = known_sources().get(row["source"] or "", {})
    return Fact(
        code=row["code"],
        words=row["words"],
        source=source.get("publisher", ""),
        url=row["url"] or source.get("url") or "",
        checked_on=date.fromisoformat(row["checked_on"]),
        certainty=row["certainty"],
    )


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(read_rows("meldcode.json", "meldcode"))
