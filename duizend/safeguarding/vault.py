"""What is written in the vault, at rest: encrypted under a key of its own (Fernet, ADR 0059)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

# Ciphertext is filled up to whole blocks: its length must not tell a word from a page.
BLOCK = 512


class OfAnotherRow(Exception):
    """Ciphertext that was moved here from another row. Somebody had their hands in the database."""


def sealed(content: Mapping[str, Any], row: UUID) -> bytes:
    """JSON values in, ciphertext out, that opens only for the row with this id."""
    plain = json.dumps({"row": str(row), **content}, ensure_ascii=False).encode()
    filled = plain.ljust(-(-len(plain) // BLOCK) * BLOCK)
    return _keys().encrypt(filled)


def opened(ciphertext: bytes | memoryview, row: UUID) -> dict[str, Any]:
    """What was sealed for this row.

    Raises cryptography's InvalidToken when none of the keys fits, and OfAnotherRow when
    it was sealed for another row.
    """
    content: dict[str, Any] = json.loads(_keys().decrypt(bytes(ciphertext)))
    if content.pop("row") != str(row):
        raise OfAnotherRow(f"what stands in row {row} was not written there")
    return content


def sealed_again(ciphertext: bytes | memoryview) -> bytes:
    """The same content under the first key, for when keys change."""
    return _keys().rotate(bytes(ciphertext))


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.VAULT_KEYS])
