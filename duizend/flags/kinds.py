"""What duizend says about each kind of flag, as data: where to turn, and what one can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from duizend.core.content import cited, read_rows
from duizend.flags.rules import OTHER


@dataclass(frozen=True)
class TurnTo:
    """One place to turn to, with its source and the day on which that was read.

    certainty is verified, partly or unverified; `note` says what is still to be checked.
    """

    words: str
    certainty: str
    source: str
    url: str
    checked_on: date
    note: str

    @property
    def is_unverified(self) -> bool:
        return self.certainty == "unverified"


@dataclass(frozen=True)
class Kind:
    """A kind of flag. `deeds` are code and words of what somebody can have done."""

    code: str
    name: str
    concepts: tuple[str, ...]
    turn_to: tuple[TurnTo, ...]
    deeds: Mapping[str, str]


def kinds() -> Mapping[str, Kind]:
    """Every kind by its code, in the order of the file."""
    return _kinds()


def kind(code: str) -> Kind:
    """The kind with this code; the general one when content no longer names it."""
    return _kinds().get(code) or _kinds()[OTHER]


@cache
def _kinds() -> dict[str, Kind]:
    return {row["code"]: _kind(row) for row in read_rows("texts/flags.json", "flags")}


def _kind(row: Mapping[str, Any]) -> Kind:
    return Kind(
        code=row["code"],
        name=row["name"],
        concepts=tuple(row["concepts"]),
        turn_to=tuple(_turn_to(line) for line in row["turn_to"]),
        deeds={deed["code"]: deed["words"] for deed in row["deeds"]},
    )


def _turn_to(line: Mapping[str, Any]) -> TurnTo:
    source = cited([line["source"]])[0] if line["source"] else None
    return TurnTo(
        words=line["words"],
        certainty=line["certainty"],
        source=source.words if source else "",
        url=source.url if source else "",
        checked_on=date.fromisoformat(line["checked_on"]),
        note=line["note"] or "",
    )
