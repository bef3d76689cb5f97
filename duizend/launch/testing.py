"""`make test`: the fast tests with the coverage gate, then the browser's journeys."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from duizend.launch.environment import PROJECT
from duizend.launch.processes import say
from duizend.launch.system import exit_status

# What decides about a family is tested to the last branch (ADR 0003).
GATED = ("rules", "permissions", "actions")
PROCESSES = "2"


def test(arguments: Sequence[str]) -> int:
    """Run everything; with arguments: pytest with exactly those. Returns an exit status."""
    if arguments:
        return _run("pytest", *arguments)
    (PROJECT / "var/test").mkdir(parents=True, exist_ok=True)
    measured = ("--cov=duizend", "--cov-branch", "--cov-report=")
    workers = os.environ.get("TEST_PROCESSES", PROCESSES)
    for run in (
        ("pytest", "tests/unit", "tests/db", "-n", workers, *measured),
        coverage_gate(PROJECT),
        ("pytest", "tests/browser"),
    ):
        status = _run(*run)
        if status:
            return status
    return 0


def coverage_gate(project: Path) -> tuple[str, ...]:
    """The command that fails below 100 % on rules, permissions and actions."""
    rooms = [f"{project}/duizend/*/{name}" for name in GATED]
    gated = ",".join(f"{room}.py,{room}/*.py" for room in rooms)  # a room may be a package
    return ("coverage", "report", f"--include={gated}", "--fail-under=100", "--skip-covered")


def _run(module: str, *arguments: str) -> int:
    say(f"{module} {' '.join(arguments)}")
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        check=False,
    )
    return exit_status(ended.returncode)
