"""What every test stands on: a database made by its owner and used by the application.

The owner migrates the test database and grants the application its rights; then the
connection becomes the application's, so that row-level security is on in every test.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

TESTS = Path(__file__).parent

# In the test database only: the owner lets somebody into a team, or out of it as of a day
# ago, where the product asks a referral that was taken or time that passes.
BACK_DOOR = """
create schema if not exists tests;
grant usage on schema tests to public;
create or replace function tests.let_in(family uuid, who bigint, moment timestamptz) returns void
language sql security definer set search_path = pg_catalog, public as $$
    insert into families_carerelation
        (id, family_id, practitioner_id, organization_id, kind, reason, period_start, recorder_id)
    select gen_random_uuid(), family, who, organization_id, 'care', '', moment, who
    from access_user where id = who
$$;
create or replace function tests.let_out(family uuid, who bigint) returns void
language sql security definer set search_path = pg_catalog, public as $$
    with gone as (
        delete from families_carerelation
        where family_id = family and practitioner_id = who and period_end is null returning *
    )
    insert into families_carerelation
        (id, family_id, practitioner_id, organization_id, kind, reason, period_start, period_end,
         recorder_id)
    select gen_random_uuid(), family_id, practitioner_id, organization_id, kind, reason,
           now() - interval '2 days', now() - interval '1 day', recorder_id from gone
$$;
grant execute on all functions in schema tests to public;
"""

# The same examples every time: a failure is the change's, not the day's.
hypothesis.settings.register_profile("duizend", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("duizend")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Tests read Dutch screens, so the texts are compiled first; once, not by each worker."""
    if not hasattr(session.config, "workerinput"):
        call_command("messages", compile=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The folder says what a test may touch: only `tests/db` reaches the database.

    The launcher's tests start servers of their own instead.
    """
    own_server = TESTS / "db" / "launch"
    for item in items:
        if not item.path.is_relative_to(TESTS / "db") or item.path.is_relative_to(own_server):
            continue
        if item.get_closest_marker("django_db") is None:  # a test may ask for transaction=True
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """One test database per process, in place of pytest-django's own."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        sign_in(connection, "DATABASE_OWNER_URL")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        call_command("prepare_database")
        with connection.cursor() as cursor:
            cursor.execute(BACK_DOOR)
        sign_in(connection, "DATABASE_APP_URL")
        # Tests with real transactions clean up by emptying tables; only the owner may.
        setattr(connection.ops, "execute_sql_flush", empty_as_owner)  # noqa: B010 - a method
    yield
    with django_db_blocker.unblock():
        sign_in(connection, "DATABASE_OWNER_URL")
        connection.creation.destroy_test_db(name, verbosity=0)


def sign_in(database: BaseDatabaseWrapper, address: str) -> None:
    """Make a connection the owner's or the application's, from its next query on."""
    parts = urlsplit(os.environ[address])
    database.close()
    database.settings_dict["USER"] = unquote(parts.username or "")
    database.settings_dict["PASSWORD"] = unquote(parts.password or "")


def empty_as_owner(statements: Iterable[str]) -> None:
    """Run Django's flush with the rights of the owner."""
    owner = connection.copy()
    sign_in(owner, "DATABASE_OWNER_URL")
    try:
        with owner.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        owner.close()
