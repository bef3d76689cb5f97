"""Bring the database to this code, and give the application exactly what it needs."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

SCHEMAS = ("public", "rls")

# Tables that only ever grow: what was logged cannot be changed, by anyone who signs in.
APPEND_ONLY = ("access_auditevent",)


class Command(BaseCommand):
    help = (
        "Run as the owner (DUIZEND_DB_ROLE=owner): migrate, and grant the application's role "
        "its rights. May be repeated; does little when nothing changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        address = os.environ.get("DATABASE_APP_URL", "")
        role = unquote(urlsplit(address).username or "")
        if not role:
            raise CommandError("Give DATABASE_APP_URL: it names the role that gets the rights.")
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            if cursor.fetchone() == (role,):
                raise CommandError(f"{role} cannot grant rights to itself: run this as the owner.")
        call_command("migrate", interactive=False, verbosity=0)
        grant(role)


@transaction.atomic
def grant(role: str) -> None:
    """Give the role the use of every table, sequence and function, and take back the rest.

    The owner keeps what changes tables. Nobody who signs in as the application can empty a
    table, or change a line of the log.
    """
    names = {"role": sql.Identifier(role)}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("create schema if not exists rls"))
        for schema in SCHEMAS:
            names["schema"] = sql.Identifier(schema)
            for statement in GRANTS:
                cursor.execute(sql.SQL(statement).format(**names))
        existing = set(connection.introspection.table_names(cursor))
        for table in APPEND_ONLY:
            if table in existing:
                names["table"] = sql.Identifier(table)
                cursor.execute(
                    sql.SQL("revoke update, delete on {table} from {role}").format(**names)
                )


# Default privileges: what a later migration makes is usable at once.
GRANTS = (
    "revoke create on schema {schema} from public, {role}",
    "grant usage on schema {schema} to {role}",
    "grant select, insert, update, delete on all tables in schema {schema} to {role}",
    "revoke truncate, references, trigger on all tables in schema {schema} from {role}",
    "grant usage, select on all sequences in schema {schema} to {role}",
    "revoke execute on all functions in schema {schema} from public",
    "grant execute on all functions in schema {schema} to {role}",
    (
        "alter default privileges in schema {schema} "
        "grant select, insert, update, delete on tables to {role}"
    ),
    "alter default privileges in schema {schema} grant usage, select on sequences to {role}",
    "alter default privileges in schema {schema} grant execute on functions to {role}",
)
