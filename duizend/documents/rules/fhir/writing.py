"""How a resource is written: its address in the document, its words, and small data types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any
from uuid import UUID, uuid5


@dataclass(frozen=True)
class Resource:
    """words: what people read in its place. profile: named only where `fits`."""

    kind: str
    content: dict[str, Any]
    words: str
    profile: str = ""
    fits: bool = True


@dataclass
class Book:
    """The resources of one document, each under an address that holds in this document only."""

    document_id: UUID
    entries: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, resource: Resource) -> str:
        """Keep it, and give the address by which others refer to it."""
        address = self.address(name)
        written: dict[str, Any] = {"resourceType": resource.kind, "id": str(self.key(name))}
        if resource.profile and resource.fits:
            written["meta"] = {"profile": [resource.profile]}
        written["text"] = narrative([resource.words])
        # FHIR knows no empty list, no empty text and no empty object.
        written |= {key: value for key, value in resource.content.items() if value not in EMPTY}
        self.entries.append({"fullUrl": address, "resource": written})
        return address

    def key(self, name: str) -> UUID:
        return uuid5(self.document_id, name)

    def address(self, name: str) -> str:
        return f"urn:uuid:{self.key(name)}"


EMPTY: tuple[object, ...] = ("", [], {}, None)


def narrative(lines: Iterable[str]) -> dict[str, str]:
    """Lines as the XHTML that FHIR wants; a line break in a line stays one."""
    paragraphs = "".join(f"<p>{escape(line).replace(chr(10), '<br/>')}</p>" for line in lines)
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml" lang="nl">{paragraphs}</div>',
    }


def concept(text: str, *codings: dict[str, str]) -> dict[str, Any]:
    return {"coding": list(codings), "text": text} if codings else {"text": text}


def reference(address: str, display: str = "") -> dict[str, str]:
    return {"reference": address, "display": display} if display else {"reference": address}


def references(addresses: Iterable[str]) -> list[dict[str, str]]:
    return [reference(address) for address in addresses]


def telephone(number: str) -> list[dict[str, str]]:
    return [{"system": "phone", "value": number}] if number else []


def instant(moment: datetime) -> str:
    """`2026-11-23T09:30:00+01:00`: a moment with its time zone, to the second."""
    return moment.isoformat(timespec="seconds")
