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
from duizend.launch.problems import LaunchProblem
from duizend.launch.processes import LOOK_EVERY, Stop, say
from duizend.launch.system import dying_with, exit_status

MANAGE = PROJECT / "manage.py"
OWNER_COMMANDS = frozenset({"migrate", "makemigrations", "prepare_database", "sqlmigrate"})
# Commands that read code and files only; no database is started for them.
WITHOUT_DATABASE = frozenset(
    {"check", "collectstatic", "diffsettings", "help", "makemigrations", "messages", "version"}
)


@dataclass(frozen=True)
class Step:
    """A management command with its arguments, and what it does in words."""

    words: str
    command: tuple[str, ...]


PREPARE = Step("Preparing the database", ("prepare_database",))
DEMO_STEPS = (
    Step("Compiling the Dutch texts", ("messages", "--compile")),
    Step("Collecting static files", ("collectstatic", "--no-input", "--verbosity", "0")),
    PREPARE,
    Step("Loading the content", ("load_content", "--demo")),
    Step("Loading the demo", ("load_demo",)),
)


def management_command(arguments: tuple[str, ...]) -> list[str | Path]:
    """The command line for a management command."""
    return [sys.executable, MANAGE, *arguments]


def role_environment(command: str) -> dict[str, str]:
    """Which database role a command works as: the owner only where tables change."""
    return {"DUIZEND_DB_ROLE": "owner" if command in OWNER_COMMANDS else "app"}


def run_steps(
    steps: tuple[Step, ...], environment: Mapping[str, str], stop: Stop | None = None
) -> None:
    """Run the steps one after the other.

    Raises LaunchProblem at the first that fails, or when we are asked to stop meanwhile.
    """
    for step in steps:
        say(f"{step.words} …")
        process = subprocess.Popen(
            management_command(step.command),
            env={**environment, **role_environment(step.command[0])},
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
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


def prepare_when_changed(stamp: Path, environment: Mapping[str, str]) -> None:
    """Prepare the embedded database unless it was, by exactly this code."""
    digest = code_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    run_steps((PREPARE,), environment)
    stamp.write_text(digest)


def code_digest() -> str:
    """Changes when a migration, the preparation itself or a dependency changes."""
    files = sorted(PROJECT.glob("duizend/*/migrations/*.py"))
    files += [
        PROJECT / "duizend/core/management/commands/prepare_database.py",
        PROJECT / "requirements.lock",
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(PROJECT)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
