"""Make a table of reference content what its file says: add, change, retire, never delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models

from duizend.core.content import LoadSummary

Row = Mapping[str, Any]


def load_by_code(
    model: type[models.Model],
    rows: Sequence[Row],
    values: Callable[[Row, int], Mapping[str, Any]],
    today: date,
    *,
    among: models.QuerySet[Any] | None = None,
) -> LoadSummary:
    """Make the rows of this model what `rows` say; the model has `code` and `retired_on`.

    `values` gives the fields of a row, by their attribute name, from the row and its place
    in the file. What is no longer named is retired: answers and signals still point to it.
    `among` are the rows that this file is about, when others come from elsewhere.
    """
    items: Iterable[Any] = model._default_manager.all() if among is None else among
    known = {item.code: item for item in items}
    added = changed = 0
    for place, row in enumerate(rows):
        wanted = {**values(row, place), "retired_on": None}
        item = known.pop(row["code"], None)
        if item is None:
            model(code=row["code"], **wanted).save(force_insert=True)
            added += 1
        elif any(getattr(item, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(item, name, value)
            item.save()
            changed += 1
    gone = [item.pk for item in known.values() if item.retired_on is None]
    model._default_manager.filter(pk__in=gone).update(retired_on=today)
    return LoadSummary(added, changed, len(rows) - added - changed, len(gone))
