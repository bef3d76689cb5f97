"""Row-level security: the second lock, in the database itself.

The application signs in as a role that owns nothing. Who is asking is told to the
database inside each transaction (`app.user_id`); the policies that modules lay down in
their migrations let through only what that person may see. Without it: no rows.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

SETTING = "app.user_id"
# Somebody without an account, who came in by a link: what their browser holds, hashed.
LINK = "app.link"


def tell_database(user_id: int | None) -> None:
    """Say who is asking, until the end of the current transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [SETTING, str(user_id or "")])


def tell_database_link(session: str) -> None:
    """Say by which link somebody came in, until the end of the current transaction.

    Nobody is signed in then: what the link opens is all that is seen.
    """
    tell_database(None)
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [LINK, session])


def asking() -> int | None:
    """Who the database now thinks is asking."""
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting(%s, true), '')::bigint", [SETTING])
        row = cursor.fetchone()
    return row[0] if row else None


@contextmanager
def acting_as(user_id: int | None) -> Iterator[None]:
    """Run a block, outside a web request, as this person; in one transaction."""
    with transaction.atomic():
        before = asking()
        tell_database(user_id)
        yield
        tell_database(before)


# Where a row belongs, who wrote it and how shielded it is. A policy looks at a row before or after a change,
# never at both: without more, who works with two families could move a row between them.
STAYS = (
    "family_id",
    "category",
    "recorder_id",
    "recorder_organization_id",
    "source_id",
    "source_organization_id",
    "sender_id",
    "sender_organization_id",
    "referral_id",
    "visit_id",
    "response_id",
    "appraisal_id",
)


def protect(
    table: str,
    *,
    see: str,
    add: str,
    change: str | None = None,
    stays: Sequence[str] = (),
    may_change: Sequence[str] = (),
) -> RunSQL:
    """The migration operation that closes a table.

    `see`, `add` and `change` are SQL conditions over a row: who may read it, insert it
    and update it (the same as `see` when left out). Nobody deletes rows of care. Columns
    of `STAYS` and those in `stays` never change once written, except `may_change`.
    """
    change = see if change is None else change
    fixed = [name for name in (*STAYS, *stays) if name not in may_change]
    return RunSQL(
        sql=f"""
        alter table {table} enable row level security;
        create policy see on {table} for select using ({see});
        create policy add on {table} for insert with check ({add});
        create policy change on {table} for update using ({change}) with check ({change});
        do $make$
        declare moved text;
        begin
            select string_agg(format('old.%1$I is distinct from new.%1$I', attname), ' or ')
            into moved from pg_attribute
            where attrelid = '{table}'::regclass and not attisdropped
              and attname = any({sql_list(fixed)});
            if moved is not null then
                execute format(
                    'create trigger stays before update on {table} for each row when (%s) '
                    'execute function rls.refuse_change()', moved
                );
            end if;
        end $make$;
        """,  # noqa: S608 - names and conditions of migrations, never input
        reverse_sql=f"""
        drop trigger if exists stays on {table};
        drop policy see on {table};
        drop policy add on {table};
        drop policy change on {table};
        alter table {table} disable row level security;
        """,
    )


def function(
    signature: str, returns: str, body: str, *, language: str = "sql", reverse: str | None = None
) -> RunSQL:
    """The migration operation for a stable function that may look past the policies.

    `security definer` runs it as the owner of the tables; the fixed search path keeps
    it from being led astray by a table of the same name elsewhere. `language` is plpgsql
    for what is asked for many rows: it keeps its plan between calls.
    """
    name = signature.partition("(")[0]
    sql = f"""
        create or replace function rls.{signature} returns {returns}
        language {language} stable parallel safe security definer
        set search_path = pg_catalog, public
        as $body$ {body} $body$
    """
    return RunSQL(sql=sql, reverse_sql=reverse or f"drop function rls.{name}")


def sql_list(values: Sequence[str]) -> str:
    """A text array literal for a policy: `array['a','b']`. Codes only, never input."""
    quoted = ",".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"array[{quoted}]::text[]"
