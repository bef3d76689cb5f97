"""The link that a parent opens: signed, valid for a short time, and nowhere written down.

Nothing in it, and nothing kept of it, says for whom it was made. So who makes one, or lets
it lapse, leaves no trace (ADR 0052).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

SALT = "duizend.experiences"
LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class About:
    """What an answer is counted with: the organisation and the version of the list."""

    organization_id: int
    version_id: int


class NotValid(ValueError):
    """The link is broken or too old."""


def make(about: About) -> str:
    """A new one-time code; each call gives another."""
    content = [about.organization_id, about.version_id, secrets.token_urlsafe(9)]
    return signing.dumps(content, salt=SALT)


def read(code: str) -> About:
    """Raises NotValid when it was not made here, was changed, or is older than LASTS."""
    try:
        organization_id, version_id, _once = signing.loads(code, salt=SALT, max_age=LASTS)
    except signing.BadSignature as problem:
        raise NotValid("broken or too old") from problem
    return About(organization_id, version_id)


def fingerprint(code: str) -> str:
    """What is kept of a used code, until the day after: it cannot be turned back."""
    return hashlib.sha256(code.encode()).hexdigest()
