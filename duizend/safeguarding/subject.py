"""Whom a case is about: known to the vault alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Subject:
    """A family of the organisation by its id and the name it then had, or own words.

    `family_id` is None for somebody who is not (or not yet, or no longer) in duizend.
    """

    name: str
    family_id: UUID | None = None

    def as_content(self) -> dict[str, Any]:
        return {"name": self.name, "family_id": str(self.family_id) if self.family_id else None}


def from_content(content: Mapping[str, Any]) -> Subject:
    kept = content["family_id"]
    return Subject(content["name"], UUID(kept) if kept else None)
