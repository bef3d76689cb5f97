"""Two ways into one database: as the owner, who may change tables, and as the application.

Row-level security does not bind an owner. So everything except migrations signs in as a
role that owns nothing. Children get both addresses: DATABASE_OWNER_URL, DATABASE_APP_URL.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from duizend.launch.postgres import Server
from duizend.launch.problems import LaunchProblem
from duizend.launch.secrets import keep
from duizend.launch.urls import (
    application_url,
    check_url,
    database_name,
    role_name,
    role_password,
)

OWNER = "duizend"
DATABASE = "duizend"
CONNECT_TIMEOUT = 10  # seconds


@dataclass(frozen=True)
class Addresses:
    """Where the database is, for its owner and for the application."""

    owner: str
    app: str

    def environment(self) -> dict[str, str]:
        return {"DATABASE_OWNER_URL": self.owner, "DATABASE_APP_URL": self.app}


@contextlib.contextmanager
def open_database(
    var: Path, *, durable: bool = True, exclusive: bool = False
) -> Iterator[tuple[Addresses, Server | None]]:
    """The database to work on: DATABASE_URL when given, else the embedded one, running.

    Gives the addresses, and the server when it is the embedded one. Both roles exist
    when this returns. Raises LaunchProblem in words.
    """
    named = os.environ.get("DATABASE_URL")
    if named:
        yield named_database(check_url(named, "DATABASE_URL"), var), None
        return
    with Server(var, durable=durable, exclusive=exclusive) as server:
        make_database(server, DATABASE)
        owner = server.url(OWNER, DATABASE)
        addresses = Addresses(owner, application_url(owner, ""))
        ensure_application_role(addresses)
        yield addresses, server


def named_database(owner_url: str, var: Path) -> Addresses:
    """Both addresses for a database that someone else runs."""
    given = os.environ.get("DATABASE_APP_URL")
    if given:
        app = check_url(given, "DATABASE_APP_URL")
    else:
        app = application_url(owner_url, keep(var)["DATABASE_APP_SECRET"])
    addresses = Addresses(owner_url, app)
    ensure_application_role(addresses)
    return addresses


def connect(url: str, what: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection in autocommit; raises LaunchProblem with what the server said."""
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_TIMEOUT)
    except psycopg.OperationalError as error:
        raise LaunchProblem(f"Cannot connect to the database as {what}: {error}") from error


def make_database(server: Server, name: str) -> None:
    """Make the owner and its database on an embedded server, where they are missing.

    The owner may make databases and roles, as a hosted one often may, and is no superuser.
    """
    with connect(server.admin_url(), "its administrator") as connection:
        known = connection.execute("select 1 from pg_roles where rolname = %s", [OWNER])
        if not known.fetchone():
            secret = _scrambled(connection, OWNER, server.cluster.password(OWNER))
            connection.execute(
                sql.SQL("create role {} login createdb createrole password {}").format(
                    sql.Identifier(OWNER), sql.Literal(secret)
                )
            )
        known = connection.execute("select 1 from pg_database where datname = %s", [name])
        if not known.fetchone():
            connection.execute(
                sql.SQL("create database {} owner {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER)
                )
            )


def ensure_application_role(addresses: Addresses) -> None:
    """Make the application's role when it is missing, and refuse one that is too strong.

    Raises LaunchProblem when the owner may not make roles: then someone who may has to,
    and DATABASE_APP_URL names it.
    """
    if not _can_sign_in(addresses.app):
        if os.environ.get("DATABASE_APP_URL"):
            connect(addresses.app, "the application (DATABASE_APP_URL)").close()
        _make_role(addresses)
    with connect(addresses.app, "the application") as connection:
        found = connection.execute(
            "select rolsuper or rolbypassrls, "
            "pg_has_role(%s, datdba, 'member') from pg_roles, pg_database "
            "where rolname = current_user and datname = current_database()",
            [role_name(addresses.app)],
        ).fetchone()
    if not found or found[0] or found[1]:
        raise LaunchProblem(
            f"The role {role_name(addresses.app)} is not held by row-level security: it is a "
            "superuser, may bypass it, or owns the database. Give the application another role."
        )


def _can_sign_in(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=CONNECT_TIMEOUT).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_role(addresses: Addresses) -> None:
    role = role_name(addresses.app)
    with connect(addresses.owner, "its owner") as connection:
        known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
        verb = sql.SQL("alter role" if known else "create role")
        secret = _scrambled(connection, role, role_password(addresses.app))
        command = sql.SQL("{} {} login password {}").format(
            verb, sql.Identifier(role), sql.Literal(secret)
        )
        try:
            connection.execute(command)
        except psycopg.errors.DuplicateObject:
            return  # another command made it meanwhile, with the same password
        except psycopg.errors.InsufficientPrivilege as error:
            raise LaunchProblem(
                f"The owner of {database_name(addresses.owner)} may not make or change the role "
                f"{role}. Have a role made that owns nothing, and give its address as "
                "DATABASE_APP_URL."
            ) from error


def _scrambled(connection: psycopg.Connection[tuple[object, ...]], role: str, secret: str) -> str:
    """The password as the server keeps it: the words themselves never reach its log."""
    hashed = connection.pgconn.encrypt_password(secret.encode(), role.encode(), b"scram-sha-256")
    return hashed.decode()
