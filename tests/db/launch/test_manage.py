"""`bin/manage`: any command, from any folder, with the command's own answer."""

import os
import signal
import subprocess
import time

import pytest

from duizend.launch.environment import PROJECT
from tests.db.launch.conftest import open_folder


@pytest.fixture(scope="module")
def environment():
    """A machine on which nothing was prepared but the Python environment."""
    hidden = (
        "DATABASE",
        "DUIZEND",
        "DJANGO",
        "PYTHONPATH",
        "SECRET_KEY",
        "BSN_KEY",
        "VAULT_KEY",
        "PYTEST",
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    with open_folder() as var:
        yield clean | {"DUIZEND_VAR": str(var)}


def manage(environment, *arguments, folder="/"):
    return subprocess.run(
        [PROJECT / "bin" / "manage", *arguments],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


ASK = "from django.db import connection as c; k = c.cursor(); k.execute('select current_user'); "


def test_a_command_prepares_the_database_and_works_as_the_application(environment):
    done = manage(environment, "shell", "--no-imports", "-c", ASK + "print(k.fetchone()[0])")

    assert (done.returncode, done.stdout) == (0, "duizend_app\n"), done.stderr
    assert "Preparing the database" in done.stderr

    again = manage(environment, "migrate", "--check")
    assert again.returncode == 0
    assert "Preparing" not in again.stderr


def test_only_migrations_work_as_the_owner(environment):
    done = manage(environment, "prepare_database")

    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["no_such_command"], 1),
        (["messages", "no_such_module"], 2),
        (["shell", "--no-such-option"], 2),
        (["version"], 0),
        ([], 0),
    ],
)
def test_the_status_of_the_command_is_the_status(environment, command, status):
    assert manage(environment, *command).returncode == status


def test_a_folder_with_another_django_leads_nothing_astray(environment, tmp_path):
    (tmp_path / "django").mkdir()
    (tmp_path / "duizend.py").write_text("raise SystemExit(9)")

    assert manage(environment, "version", folder=tmp_path).returncode == 0


def test_a_stopped_command_leaves_no_server_behind(environment):
    command = subprocess.Popen(
        [
            PROJECT / "bin" / "manage",
            "shell",
            "--no-imports",
            "-c",
            "import time; print('here', flush=True); time.sleep(600)",
        ],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert command.stdout
    with command.stdout:
        assert command.stdout.readline() == "here\n"

        command.send_signal(signal.SIGTERM)

        assert command.wait(30) == 128 + signal.SIGTERM
    assert not _server_runs(environment["DUIZEND_VAR"])


def _server_runs(var):
    time.sleep(0.1)
    listed = subprocess.run(["pgrep", "-f", f"{var}/pg/data"], capture_output=True, check=False)  # noqa: S607
    return listed.returncode == 0
