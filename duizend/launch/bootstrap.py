"""Makes `.venv` from `requirements.lock`; run by the machine's own Python, before all else.

Stands alone: standard library only, and nothing of duizend. Everything it says goes to
standard error. Every package is checked against its hash, uv itself too.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
LOCK = PROJECT / "requirements.lock"
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
# A copy of the lock that was installed; bin/manage compares it on every start.
INSTALLED = VENV / "requirements.lock"


def main() -> int:
    """Exit status 0 when the environment fits the lock, 1 with the reason when it cannot."""
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever Python the machine has
        say(f"duizend needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 1
    VENV.parent.mkdir(exist_ok=True)
    with open(PROJECT / ".venv.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands at once: the second waits
        if is_ready():
            return 0
        try:
            install()
        except subprocess.CalledProcessError as error:
            say(
                f"Could not install what duizend needs: {' '.join(map(str, error.cmd[:4]))} failed."
            )
            return 1
    return 0


def is_ready() -> bool:
    """Whether the environment works and holds exactly this lock."""
    return (
        os.access(PYTHON, os.X_OK)
        and INSTALLED.exists()
        and INSTALLED.read_bytes() == LOCK.read_bytes()
    )


def install() -> None:
    """Make the environment, uv in it, and with uv all the rest."""
    say("Installing what duizend needs (the first time takes a minute) …")
    INSTALLED.unlink(missing_ok=True)
    if not works(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        made = run(sys.executable, "-m", "venv", VENV, check=False)
        if made.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            say("Python's venv is missing; on Debian and Ubuntu: apt install python3-venv")
            made.check_returncode()
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.lock"
        only_uv.write_text(block_of("uv", LOCK.read_text()))
        run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "--no-deps", "-r", only_uv)
    # Compiled once here; every later command starts in half the time.
    sync = ("uv", "pip", "sync", "-q", "--require-hashes", "--compile-bytecode")
    run(PYTHON, "-m", *sync, "--python", PYTHON, LOCK)
    shutil.copyfile(LOCK, INSTALLED)


def works(python: Path) -> bool:
    """Whether this environment's Python starts (the machine's may have been upgraded)."""
    if not os.access(python, os.X_OK):
        return False
    with contextlib.suppress(OSError):
        tried = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
        return tried.returncode == 0
    return False


def block_of(package: str, lock: str) -> str:
    """The lines of one package in a hashed lock: its version and its hashes.

    Raises ValueError when the lock does not name it.
    """
    lines = lock.splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{package}==")), None)
    if start is None:
        raise ValueError(f"The lock does not name {package}.")
    end = start
    while lines[end].endswith("\\"):
        end += 1
    return "\n".join(lines[start : end + 1]) + "\n"


def run(*command: "str | Path", check: bool = True) -> "subprocess.CompletedProcess[bytes]":
    """Run a command with its output on standard error; uv never fetches a Python."""
    environment = {
        **os.environ,
        "UV_PYTHON_DOWNLOADS": "never",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    return subprocess.run(
        [str(part) for part in command], env=environment, stdout=sys.stderr, check=check
    )


def say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
