"""Policies carry lists of roles and kinds; the tables in access.rules are the only source."""

import re

import pytest
from django.db import connection

from duizend.access.rules import (
    CARE_PROVIDERS,
    MAY_SAFEGUARD,
    MAY_USE_BSN,
    SEES_REGION,
    SEES_RESTRICTED,
)


def body(function):
    with connection.cursor() as cursor:
        cursor.execute(
            "select prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
            "where n.nspname = 'rls' and proname = %s",
            [function],
        )
        (source,) = cursor.fetchone()
    return source


def lists_in(source):
    return [set(re.findall(r"'([^']+)'", found)) for found in re.findall(r"array\[(.*?)\]", source)]


@pytest.mark.parametrize(
    ("function", "table"),
    [
        ("sees_restricted", SEES_RESTRICTED),
        ("may_use_bsn", MAY_USE_BSN),
        ("sees_region", SEES_REGION),
        ("sees", CARE_PROVIDERS),
        ("may_safeguard", MAY_SAFEGUARD),
        ("may_safeguard_here", MAY_SAFEGUARD),
    ],
)
def test_sql_lists_match_the_rules(function, table):
    assert lists_in(body(function)) == [{str(entry) for entry in table}]


def test_every_function_of_the_lock_has_a_fixed_search_path_and_is_no_plain_invoker():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, prosecdef, proconfig from pg_proc p "
            "join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'rls'"
        )
        found = cursor.fetchall()
    assert found
    for name, definer, config in found:
        if definer:
            assert any("search_path=pg_catalog" in setting for setting in config or []), name


def test_every_table_about_a_family_is_locked():
    """A table with a family and without a lock would show everything to everybody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity from pg_class c "
            "join pg_namespace n on n.oid = c.relnamespace "
            "join pg_attribute a on a.attrelid = c.oid and a.attname = 'family_id' "
            "where n.nspname = 'public' and c.relkind = 'r'"
        )
        tables = dict(cursor.fetchall())
    assert len(tables) >= 8
    assert [name for name, locked in tables.items() if not locked] == []
