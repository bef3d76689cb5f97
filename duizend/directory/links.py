"""The link in the mail to an owner: an id, signed for this purpose alone.

It names one question about one offer; whether it still works stands in that row.
"""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, Signer

_signer = Signer(salt="directory.still_true")


def token(question_id: UUID) -> str:
    """What stands in the address."""
    return _signer.sign(question_id.hex)


def read(token: str) -> UUID | None:
    """Which question this is about; None for anything that we did not sign."""
    try:
        return UUID(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
