"""Builds the region: every step in order, fast, and held against every constraint at the end.

Foreign keys and indexes are taken off before loading and put back afterwards: a hundred
times cheaper than asking them row by row, and putting them back checks every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from duizend.bench import (
    region_answers,
    region_coalition,
    region_families,
    region_findings,
    region_flags,
    region_help,
    region_log,
    region_plans,
    region_sharing,
    region_visits,
)

# The tables that the region fills; the rest is content, sessions and Django's own.
FAMILY_TABLES = """
    select c.oid from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity
"""
# How each is taken off and put back, in the order of the catalogue.
INDEXES = f"""
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index where indrelid in ({FAMILY_TABLES}) and not indisunique order by indexrelid
"""  # noqa: S608  # only our own words
FOREIGN_KEYS = f"""
    select format('alter table %s drop constraint %I', conrelid::regclass, conname),
           format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    from pg_constraint where conrelid in ({FAMILY_TABLES}) and contype = 'f' order by oid
"""  # noqa: S608  # only our own words
# What every step may use, for this session only. `dice` is a fair die: the same throw for
# the same number and salt, on every machine; from 0 to sides - 1.
TOOLS = """
create or replace function pg_temp.dice(n bigint, salt bigint, sides int) returns int
language sql immutable parallel safe as
$$ select ((hashint8extended(n, salt) % sides + sides) % sides)::int $$;
create or replace function pg_temp.id(kind text, key anyelement) returns uuid
language sql immutable parallel safe as $$ select md5(kind || key::text)::uuid $$;
"""


@dataclass(frozen=True)
class Region:
    """How large, how long, and the moment that counts as now."""

    families: int
    years: int
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def times(self) -> dict[str, Any]:
        """Parameters that the SQL of every step may name."""
        return {"now": self.now, "today": self.today}


STEPS: tuple[Callable[[Region], None], ...] = (
    region_coalition.settle,
    region_families.register,
    region_sharing.share,
    region_findings.find,
    region_answers.talk,
    region_flags.ask_today,
    region_help.ask,
    region_plans.plan,
    region_visits.visit,
    region_log.look_along,
)


def build(region: Region, say: Callable[[str], None]) -> None:
    """Fill an empty, prepared database as its owner. `say` is told which step is at work."""
    with transaction.atomic(), unchecked(say):
        with connection.cursor() as cursor:
            cursor.execute(TOOLS)
        for step in STEPS:
            say(f"{step.__module__.rpartition('.')[2]}.{step.__name__}")
            step(region)
            _analyze()
    say("analyze")
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze" if connection.get_autocommit() else "analyze")


def _analyze() -> None:
    """Tell the planner what the last step laid down: the next one joins it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relid::regclass::text from pg_stat_xact_user_tables "
            "where n_tup_ins > 0 and schemaname <> 'pg_catalog'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"analyze {table}")


@contextmanager
def unchecked(say: Callable[[str], None]) -> Iterator[None]:
    """Load without foreign keys and plain indexes on the tables of families, then put them back."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        statements = cursor.fetchall()
        cursor.execute(FOREIGN_KEYS)
        statements += cursor.fetchall()
        for off, _on in statements:
            cursor.execute(off)
        yield
        say("indexes and foreign keys")
        for _off, on in statements:
            cursor.execute(on)


def rows() -> dict[str, int]:
    """How many rows each table of the region holds, and in total."""
    with connection.cursor() as cursor:
        cursor.execute(f"select oid::regclass::text from ({FAMILY_TABLES}) t order by 1")  # noqa: S608
        tables = [*(name for (name,) in cursor.fetchall()), "access_organization", "access_user"]
        counted = {}
        for table in tables:
            cursor.execute(f"select count(*) from {table}")  # noqa: S608  # from the catalogue
            counted[table] = cursor.fetchone()[0]
    return counted | {"total": sum(counted.values())}
