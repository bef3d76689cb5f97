"""Making the cards what the files of the installation say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.core.content import LoadSummary, RowProblem, RowsRefused
from duizend.pathways.models import CardStatus, RouteCard


@transaction.atomic
def load_route_cards(rows: Sequence[Mapping[str, Any]], *, at: datetime) -> LoadSummary:
    """Make the cards what the files say. A version somebody worked with never changes.

    A code that is no longer in the files is retired, and so is an older version once a
    newer one is in force; both stay for the families that work with them. A card that the
    coalition took into its own hands is left as it is.
    """
    known = {(row.code, row.version): row for row in RouteCard.objects.select_for_update()}
    own = {row.code for row in known.values() if row.is_in_own_hands}
    added = changed = 0
    problems: list[RowProblem] = []
    for index, row in enumerate(rows):
        if row["code"] in own:
            continue
        kept = known.get((row["code"], row["version"]))
        wanted = {
            "name": row["name"],
            "set_on": date.fromisoformat(row["set_on"]),
            "content": dict(row),
        }
        if kept is None:
            known[(row["code"], row["version"])] = RouteCard.objects.create(
                code=row["code"], version=row["version"], loaded_at=at, **wanted
            )
            added += 1
        elif kept.content != wanted["content"]:
            if _is_used(kept):
                reason = _(
                    "Families work with this version of the card. "
                    "Give the change a new version number."
                )
                problems.append(RowProblem(index, ("version",), reason))
                continue
            for name, value in wanted.items():
                setattr(kept, name, value)
            kept.save()
            changed += 1
    if problems:
        raise RowsRefused(problems)
    named = {row["code"] for row in rows} | own
    retired = retire(known.values(), named, timezone.localdate(at))
    return LoadSummary(added, changed, len(rows) - added - changed, retired)


def retire(cards: Iterable[RouteCard], named: set[str], today: date) -> int:
    """Give every version its status; returns how many stopped being in use."""
    cards = sorted(cards, key=lambda row: (row.code, row.version))
    newest = {
        row.code: row.version for row in cards if row.withdrawn_on is None and row.set_on <= today
    }
    retired = 0
    for row in cards:
        ended = (
            row.code not in named
            or row.withdrawn_on is not None
            or row.version < newest.get(row.code, 0)
        )
        status = CardStatus.RETIRED if ended else CardStatus.CURRENT
        if row.status != status:
            retired += ended
            row.status = status
            row.save(update_fields=["status"])
    return retired


def _is_used(row: RouteCard) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select rls.route_card_is_used(%s)", [row.pk])
        found = cursor.fetchone()
    return bool(found and found[0])
