"""The application works as a role that owns nothing."""

import pytest
from django.db import ProgrammingError, connection, transaction


def ask(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_tests_work_as_the_application():
    owner = ask("select pg_get_userbyid(datdba) from pg_database where datname=current_database()")
    assert ask("select current_user") != owner


def test_the_application_owns_no_table_and_may_bypass_nothing():
    assert ask("select count(*) from pg_tables where tableowner = current_user") == 0
    assert ask("select rolsuper or rolbypassrls from pg_roles where rolname=current_user") is False


@pytest.mark.parametrize(
    "statement",
    [
        "alter table access_user disable row level security",
        "truncate access_user cascade",
        "create table mine (id int)",
        "create function rls.user_id() returns bigint language sql as 'select 1'",
        "update access_auditevent set action = 'nothing happened'",
        "delete from access_auditevent",
        "truncate access_auditevent",
    ],
)
def test_the_application_may_not(statement):
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, transaction.atomic():
        ask(statement)


def test_the_application_may_use_what_the_queue_needs():
    assert ask("select has_table_privilege('procrastinate_jobs', 'insert')")
    assert ask(
        "select bool_and(has_function_privilege(oid, 'execute')) from pg_proc "
        "where proname like 'procrastinate%'"
    )
