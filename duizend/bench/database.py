"""A database of its own for the region: what is measured never touches what is real."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import unquote, urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

OWNER, APPLICATION = "DATABASE_OWNER_URL", "DATABASE_APP_URL"
# What a stored region was made from: another migration or builder asks for another region.
MADE_FROM = ("duizend/*/migrations/*.py", "duizend/bench/region*.py", "content/**/*.json")


class BenchProblem(Exception):
    """Something a person has to put right; the text says what."""


@dataclass(frozen=True)
class Standing:
    """What a database says about the region in it; kept as the comment on the database."""

    families: int
    years: int
    day: str
    code: str
    build_seconds: float = 0.0

    def fits(self, asked: Standing) -> bool:
        """Whether this is the region that was asked for: same size, same day, same code."""
        return replace(self, build_seconds=0.0) == asked


def region_asked(families: int, years: int, today: date) -> Standing:
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(file.read_bytes())
    return Standing(families, years, today.isoformat(), digest.hexdigest()[:16])


def bench_database() -> str:
    """The name of the bench's own database, beside the one that the environment names."""
    return f"{connection.settings_dict['NAME']}_bench"


def sign_in(name: str, address: str) -> None:
    """Make Django's connection that of the owner or the application, to this database."""
    if address not in os.environ:
        raise BenchProblem(f"{address} is not in the environment. Start with: bin/manage bench")
    parts = urlsplit(os.environ[address])
    connection.close()
    connection.settings_dict |= {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
    }


def standing(name: str) -> Standing | None:
    """The region in this database, or None when there is no whole one."""
    with _as_owner() as owner:
        found = owner.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s",
            [name],
        ).fetchone()
    try:
        return Standing(**json.loads(found[0])) if found and found[0] else None
    except (ValueError, TypeError):
        return None  # somebody else's words, or those of an older version


def make_database(name: str) -> None:
    """An empty database, in the place of an earlier one; raises BenchProblem when it may not."""
    drop_database(name)
    with _as_owner() as owner:
        try:
            owner.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise BenchProblem(
                f"The owner of the database may not make another one ({name}). "
                "Run the bench where it may, such as the embedded database."
            ) from error


def drop_database(name: str) -> None:
    with _as_owner() as owner:
        try:
            owner.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))
        except psycopg.errors.ObjectInUse as error:
            raise BenchProblem(f"Another bench is using {name}. Wait for it to end.") from error


def remember(name: str, made: Standing) -> None:
    """Say in the database that the region in it is whole."""
    with _as_owner() as owner:
        owner.execute(
            sql.SQL("comment on database {} is {}").format(
                sql.Identifier(name), sql.Literal(json.dumps(asdict(made)))
            )
        )


@contextmanager
def _as_owner() -> Iterator[psycopg.Connection[tuple[str]]]:
    if OWNER not in os.environ:
        raise BenchProblem(f"{OWNER} is not in the environment. Start with: bin/manage bench")
    with psycopg.connect(os.environ[OWNER], autocommit=True) as owner:
        yield owner
