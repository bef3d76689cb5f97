"""Making a link and a code, and the keyed hashes under which they are kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from duizend.beforehand.rules.keys import CODE_LENGTH, LETTERS, LINK_LENGTH


@dataclass(frozen=True)
class Keys:
    """What the parent gets: a link, and a code that is given apart from it."""

    link: str
    code: str


def make() -> Keys:
    link = "".join(secrets.choice(LETTERS) for _ in range(LINK_LENGTH))
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))
    return Keys(link, code)


def make_session() -> str:
    """What only the browser of the parent holds."""
    return secrets.token_urlsafe(32)


def link_hash(link: str) -> str:
    return _hash("link", link)


def code_hash(link: str, code: str) -> str:
    """Of both together: the same code of two links looks different."""
    return _hash("code", f"{link}:{code}")


def session_hash(session: str) -> str:
    return _hash("session", session)


def _hash(what: str, value: str) -> str:
    # Keyed with the secret of the installation: who has only the database cannot try them all.
    return salted_hmac(f"beforehand.{what}", value, algorithm="sha256").hexdigest()
