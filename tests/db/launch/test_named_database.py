"""A database that someone else runs, named by DATABASE_URL."""

import psycopg
import pytest
from psycopg import sql

from duizend.launch.database import named_database, open_database
from duizend.launch.postgres import Server
from duizend.launch.problems import LaunchProblem
from duizend.launch.urls import role_name
from tests.db.launch.conftest import open_folder


@pytest.fixture(scope="module")
def server():
    """A server that stands for a hosted one."""
    with open_folder() as var, Server(var, durable=False) as running:
        yield running


@pytest.fixture
def hosted(server, monkeypatch):
    """Makes an owner with a database of the same name; gives its address."""
    monkeypatch.delenv("DATABASE_APP_URL", raising=False)

    def make(name, rights=""):
        with psycopg.connect(server.admin_url(), autocommit=True) as connection:
            for statement in (
                f"create role {{}} login {rights} password {{}}",
                "create database {0} owner {0}",
            ):
                connection.execute(
                    sql.SQL(statement).format(
                        sql.Identifier(name), sql.Literal(server.cluster.password(name))
                    )
                )
        return server.url(name, name)

    return make


def test_an_owner_who_may_makes_the_application_role(hosted, tmp_path):
    owner = hosted("gemeente", "createrole")

    first = named_database(owner, tmp_path / "one checkout")
    again = named_database(owner, tmp_path / "another checkout")

    assert first == again
    assert role_name(first.app) == "gemeente_app"
    psycopg.connect(first.app).close()


def test_an_owner_who_may_not_is_told_what_to_give(hosted, tmp_path):
    owner = hosted("regio")

    with pytest.raises(LaunchProblem, match="DATABASE_APP_URL"):
        named_database(owner, tmp_path)


def test_a_given_application_role_is_used(hosted, tmp_path, monkeypatch):
    owner, other = hosted("stad"), hosted("stad_web")
    app = other.replace("@/stad_web", "@/stad")
    monkeypatch.setenv("DATABASE_APP_URL", app)

    assert named_database(owner, tmp_path).app == app


def test_a_given_role_that_cannot_sign_in_is_refused(hosted, tmp_path, monkeypatch):
    owner = hosted("dorp")
    monkeypatch.setenv("DATABASE_APP_URL", owner.replace("dorp:", "niemand:"))

    with pytest.raises(LaunchProblem, match="DATABASE_APP_URL"):
        named_database(owner, tmp_path)


@pytest.mark.parametrize("who", ["owner", "superuser"])
def test_an_application_that_row_security_does_not_bind_is_refused(
    hosted, tmp_path, monkeypatch, server, who
):
    owner = hosted(f"wijk_{who}")
    too_strong = owner if who == "owner" else server.url("postgres", f"wijk_{who}")
    monkeypatch.setenv("DATABASE_APP_URL", too_strong)

    with pytest.raises(LaunchProblem, match="row-level security"):
        named_database(owner, tmp_path)


def test_a_changed_owner_password_moves_the_application_along(hosted, tmp_path, server):
    owner = hosted("provincie", "createrole")
    before = named_database(owner, tmp_path)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("alter role provincie password 'nieuw'")
    renewed = owner.replace(server.cluster.password("provincie"), "nieuw")

    after = named_database(renewed, tmp_path)

    assert after.app != before.app
    psycopg.connect(after.app).close()


def test_a_server_that_does_not_answer_is_said_in_words(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@127.0.0.1:1/c")
    monkeypatch.delenv("DATABASE_APP_URL", raising=False)

    with pytest.raises(LaunchProblem, match="Cannot connect"), open_database(tmp_path):
        pass
