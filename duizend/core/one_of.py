"""A column that is one of many ids, gathered once: the shape of the policies, for a filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet, Value


@dataclass(frozen=True)
class Gathered:
    """Ids that were asked for already, to be used in several questions; made by `gathered`."""

    literal: str


def gathered(ids: Iterable[UUID]) -> Gathered:
    """Ids for `one_of`, written out once for all the questions that follow."""
    return Gathered("{" + ",".join(map(str, ids)) + "}")


def one_of(column: str, ids: QuerySet[Any, Any] | Gathered) -> Func:
    """For `filter(one_of("family_id", ids))`, where `ids` gives one column of ids.

    As `column__in=ids`, but the database looks in its index once for all of them. With a
    join it looks once for each, and holds the whole list of the policy against it again:
    for a caseload of 500 families that is most of the time.
    """
    if isinstance(ids, Gathered):
        # In a subquery of its own: the database plans as it does for the other kind.
        return Func(
            F(column),
            Value(ids.literal),
            template="(%(expressions)s::uuid[])::uuid[]))",
            arg_joiner=" = any((select ",
            output_field=BooleanField(),
        )
    return Func(
        F(column),
        ArraySubquery(ids),
        template="(%(expressions)s))",
        arg_joiner=" = any(",
        output_field=BooleanField(),
    )
