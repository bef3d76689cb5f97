"""What has to be done before duizend can be used, in order, in one place."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duizend.launch.environment import PROJECT
from duizend.launch.postgres import Server
from duizend.launch.problems import LaunchProblem
from duizend.launch.processes import LOOK_EVERY, Stop, say
from duizend.launch.system import dying_with, exit_status

MANAGE = PROJECT / "manage.py"
OWNER_COMMANDS = frozenset(
    {"migrate", "makemigrations", "prepare_database", "sqlmigrate", "reseal_vault"}
)
# Commands that read code and files only; no database is started for them.
WITHOUT_DATABASE = frozenset(
    {"check", "collectstatic", "diffsettings", "help", "makemigrations", "messages", "version"}
)


@dataclass(frozen=True)
class Step:
    """A management command with its arguments, and what it does in words.

    `files` are patterns of what it reads and makes: while none of those changes, it need
    not be done again. Without them it is always done.
    """

    words: str
    command: tuple[str, ...]
    files: tuple[str, ...] = ()


FILE_STEPS = (
    Step(
        "Compiling the Dutch texts",
        ("messages", "--compile"),
        ("duizend/*/locale/nl/LC_MESSAGES/django.*o",),
    ),
    Step(
        "Collecting static files",
        ("collectstatic", "--no-input", "--verbosity", "0"),
        ("duizend/*/static/**/*", "requirements.lock", "{var}/static/staticfiles.json"),
    ),
)
PREPARE = Step(
    "Preparing the database",
    ("prepare_database",),
    (
        "duizend/*/migrations/*.py",
        "duizend/core/management/commands/prepare_database.py",
        "requirements.lock",
    ),
)
DEMO_STEPS = (
    Step("Loading the content", ("load_content", "--demo")),
    Step("Loading the demo", ("load_demo",)),
)


def prepare_demo(
    var: Path, server: Server | None, environment: Mapping[str, str], stop: Stop | None
) -> None:
    """Everything that a demo needs, in order; what is done already is not done again.

    Raises LaunchProblem at the first step that fails.
    """
    done = var / "done"
    done.mkdir(exist_ok=True)
    for step in FILE_STEPS:
        run_when_changed(step, done / step.command[0], environment, stop)
    if server:
        run_when_changed(PREPARE, server.cluster.prepared_file, environment, stop)
    else:  # what was done to a database elsewhere is not ours to remember
        run_step(PREPARE, environment, stop)
    for step in DEMO_STEPS:
        run_step(step, environment, stop)


def management_command(arguments: tuple[str, ...]) -> list[str | Path]:
    """The command line for a management command."""
    return [sys.executable, MANAGE, *arguments]


def role_environment(command: str) -> dict[str, str]:
    """Which database role a command works as: the owner only where tables change."""
    return {"DUIZEND_DB_ROLE": "owner" if command in OWNER_COMMANDS else "app"}


def run_when_changed(
    step: Step, stamp: Path, environment: Mapping[str, str], stop: Stop | None = None
) -> None:
    """Run a step unless its files are what they were after the last time, by this stamp."""
    var = environment["DUIZEND_VAR"]
    if stamp.exists() and stamp.read_text() == digest(step.files, var):
        return
    run_step(step, environment, stop)
    stamp.write_text(digest(step.files, var))


def run_step(step: Step, environment: Mapping[str, str], stop: Stop | None = None) -> None:
    """Run one step; raises LaunchProblem when it fails, or when asked to stop meanwhile."""
    say(f"{step.words} …")
    process = subprocess.Popen(
        management_command(step.command),
        env={**environment, **role_environment(step.command[0])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # what a program would read; nobody does here
        preexec_fn=dying_with(os.getpid(), signal.SIGTERM),
    )
    while process.poll() is None:
        if stop and stop.is_asked():
            process.terminate()
            process.wait()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_EVERY)
    if stop and stop.is_asked():
        raise LaunchProblem("Stopped before it was ready.")
    if process.returncode:
        raise LaunchProblem(
            f"{step.words}: failed (status {exit_status(process.returncode)}); see above."
        )


def digest(patterns: tuple[str, ...], var: str) -> str:
    """Changes when a file of these patterns changes, comes or goes."""
    found = hashlib.sha256()
    for pattern in patterns:
        place, _, rest = pattern.partition("{var}/")
        files = [Path(var) / rest] if rest else sorted(PROJECT.glob(place))
        for file in files:
            if file.is_file():
                found.update(f"{file}\0".encode())
                found.update(file.read_bytes())
    return found.hexdigest()
