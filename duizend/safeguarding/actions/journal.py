"""The vault's own log. The families' log and the log of the installation hear nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from duizend.access.models import User
from duizend.safeguarding import vault
from duizend.safeguarding.models import Case, VaultEvent


def note(case: Case, deed: str, *, by: User, at: datetime, words: str = "") -> None:
    """Add a line, in the transaction of the deed. `words` is why; sealed like all else."""
    _line(case, deed, by, at, words).save(force_insert=True)


def note_for_each(cases: Iterable[Case], deed: str, *, by: User, at: datetime) -> None:
    """The same line for each of these cases, in a single query."""
    VaultEvent.objects.bulk_create([_line(case, deed, by, at, "") for case in cases])


def _line(case: Case, deed: str, by: User, at: datetime, words: str) -> VaultEvent:
    row = uuid4()
    return VaultEvent(
        pk=row,
        case=case,
        agent=by,
        recorded=at,
        sealed=vault.sealed({"deed": deed, "words": words}, row),
    )
