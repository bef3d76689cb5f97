"""The embedded PostgreSQL: what was confirmed stays, and nothing is left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace

import psycopg
import pytest

from duizend.launch.binaries import Account
from duizend.launch.database import DATABASE, OWNER, make_database, open_database
from duizend.launch.environment import PROJECT
from duizend.launch.postgres import AlreadyRunning, Server
from duizend.launch.problems import LaunchProblem
from duizend.launch.system import find_process

# Owns a server until it is killed; says the server's process id when it is ready.
SUPERVISOR = """
import sys, time
from pathlib import Path
from duizend.launch.binaries import Account
from duizend.launch.database import DATABASE, make_database
from duizend.launch.postgres import Server
server = Server(Path(sys.argv[1])).start()
make_database(server, DATABASE)
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def embedded(monkeypatch):
    """Whatever database the session uses, these tests start their own."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_APP_URL", raising=False)


def write(server, number):
    with psycopg.connect(server.url(OWNER, DATABASE)) as connection:
        connection.execute("create table if not exists kept (number int primary key)")
        connection.execute("insert into kept values (%s)", [number])


def kept(server):
    with psycopg.connect(server.url(OWNER, DATABASE)) as connection:
        return [row[0] for row in connection.execute("select number from kept order by number")]


def supervisor(var):
    child = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, var],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    with child.stdout:
        return child, int(child.stdout.readline())


def comes_back(server, seconds=10):
    """Whether the server is found dead and put back within this time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.ensure():
            return True
        time.sleep(0.01)
    return False


def wait_until_gone(pid, seconds=10):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = find_process(pid)
        if not found or found.is_dead:
            return True
        time.sleep(0.02)
    return False


def test_what_was_confirmed_survives_a_killed_server(var):
    with Server(var) as server:
        make_database(server, DATABASE)
        for number in range(5):
            write(server, number)
            os.kill(server.pid or 0, signal.SIGKILL)

            assert comes_back(server)

        assert kept(server) == [0, 1, 2, 3, 4]
        assert not server.ensure()


def test_a_clean_stop_and_start_keep_everything(var):
    for number in range(2):
        with Server(var) as server:
            make_database(server, DATABASE)
            write(server, number)
    with Server(var) as server:
        assert kept(server) == [0, 1]


def test_the_server_ends_with_its_supervisor_and_the_rows_stay(var):
    for number in range(3):
        child, postgres = supervisor(var)
        shared = Server(var).start()
        assert not shared.is_ours
        write(shared, number)

        child.kill()
        child.wait()

        assert wait_until_gone(postgres)
    with Server(var) as server:
        assert kept(server) == [0, 1, 2]


def test_a_second_command_takes_over_at_the_same_address(var):
    child, postgres = supervisor(var)
    with Server(var) as second:
        address = second.url(OWNER, DATABASE)
        write(second, 1)
        assert not second.ensure()  # the first still owns it

        child.kill()
        child.wait()

        assert second.ensure()
        assert second.is_ours
        assert second.pid != postgres
        assert second.url(OWNER, DATABASE) == address
        assert kept(second) == [1]


def test_a_second_command_leaves_the_server_running(var):
    with Server(var) as first:
        with Server(var) as second:
            assert not second.is_ours
        make_database(first, DATABASE)
        write(first, 1)


def test_a_session_of_tests_gets_a_server_of_its_own(var):
    with Server(var), pytest.raises(AlreadyRunning):
        Server(var, exclusive=True).start()


def test_a_pid_file_of_another_program_is_put_aside(var):
    with Server(var) as server:
        lines = server._pid_lines()
    lines[0] = str(os.getpid())  # this process: alive, and no PostgreSQL
    server.cluster.pid_file.write_text("\n".join(lines) + "\n")

    with Server(var) as server:
        assert server.pid != os.getpid()


def test_a_stale_file_that_says_ready_is_not_believed(var):
    with Server(var) as server:
        lines = server._pid_lines()
    assert lines[7].strip() == "ready"
    lines[0] = "999999999"
    server.cluster.pid_file.write_text("\n".join(lines) + "\n")

    assert not server._says_ready(None)
    with Server(var) as server:
        assert server.is_ours


def test_half_a_cluster_is_never_left(var, monkeypatch):
    server = Server(var)
    monkeypatch.setattr("duizend.launch.cluster._locale", lambda major: ["--locale=nonsense"])

    with pytest.raises(LaunchProblem, match="initdb could not make"):
        server.start()

    assert not server.cluster.data.exists()
    assert not server.is_ours
    monkeypatch.undo()
    with Server(var):
        pass


def test_a_server_that_cannot_start_says_why_and_lets_go(var):
    with Server(var) as server:
        pass
    (server.cluster.data / "postgresql.conf").write_text("nonsense = yes\n")

    with pytest.raises(LaunchProblem, match=r"(?s)does not start.*nonsense"):
        server.start()

    assert not server.is_ours


def test_the_socket_folder_is_closed_and_there_is_no_port(var):
    with Server(var) as server:
        assert server.cluster.run.stat().st_mode & 0o777 == 0o700
        with psycopg.connect(server.admin_url()) as connection:
            assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_a_wrong_password_does_not_come_in(var):
    with Server(var) as server:
        wrong = server.admin_url().replace(server.cluster.password("postgres"), "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_on_a_system_without_the_kernel_call_a_guard_ends_the_server(var, monkeypatch):
    monkeypatch.setattr("duizend.launch.system.can_follow_parent", lambda: False)
    with Server(var) as server:
        watcher = server._guard
        assert watcher
        assert watcher.poll() is None
        assert watcher.stdin
        watcher.stdin.close()  # as the system does when the supervisor is gone

        assert comes_back(server)


def test_a_deep_folder_has_its_socket_elsewhere(var):
    deep = var / ("een-lange-naam-" * 6)
    with open_database(deep) as (addresses, server):
        assert server
        assert not server.cluster.run.is_relative_to(deep)
        psycopg.connect(addresses.app).close()
    shutil.rmtree(server.cluster.run.parent)


def test_embedded_roles_are_ordinary_people(var):
    with open_database(var) as (addresses, _server):
        with psycopg.connect(addresses.owner) as connection:
            roles = connection.execute(
                "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles "
                "where rolname like 'duizend%' order by rolname"
            ).fetchall()
        assert roles == [("duizend", False, False, True), ("duizend_app", False, False, False)]


def test_what_a_removed_state_folder_kept_outside_does_not_stand_in_the_way(var):
    deep = var / ("een-lange-naam-" * 6)
    with Server(deep) as server:
        outside = server.cluster.run.parent
    (outside / "left").touch()
    shutil.rmtree(deep)

    with Server(deep) as again:
        assert again.cluster.run.parent == outside
        assert not (outside / "left").exists()
        make_database(again, DATABASE)
    shutil.rmtree(outside)


def test_another_accounts_database_is_refused_in_words(var, monkeypatch):
    with Server(var) as server:
        data = server.cluster.data
    stranger = Account(uid=data.stat().st_uid + 1, gid=data.stat().st_gid)
    server.cluster = replace(server.cluster, account=stranger)

    with pytest.raises(LaunchProblem, match="belongs to account"):
        server.start()
