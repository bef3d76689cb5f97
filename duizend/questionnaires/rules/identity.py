"""By what name and version a list is known, also when its file does not say so.

R4 leaves url and version open. A list without url is known by its id, apart from our own; a
list without version by its content, so that each change of it is a version of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duizend.questionnaires.rules.form import Form

IMPORTED = "urn:duizend:imported:"
LONGEST_VERSION = 60


@dataclass(frozen=True)
class Identity:
    url: str
    version: str
    title: str


def checksum(resource: Mapping[str, Any]) -> str:
    """SHA-256 of the content, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(resource, sort_keys=True).encode()).hexdigest()


def identity_of(form: Form) -> Identity:
    """The name, version and title of a list that was read."""
    mark = checksum(form.resource)
    own = form.resource.get("id")
    known_by = own if isinstance(own, str) and own else f"sha256-{mark[:12]}"
    name = form.resource.get("name")
    title = form.title or (name if isinstance(name, str) and name else known_by)
    return Identity(
        url=form.url or f"{IMPORTED}{known_by}"[:300],
        version=form.version or f"sha256-{mark[:12]}",
        title=title[:200],
    )
