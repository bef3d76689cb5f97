"""Where an embedded database lives on disk, and how it is first made.

Under `<var>/pg`: `data-18` (one folder per major version: an 18 cannot read a 15),
`data-18.lock`, `data-18.log`, `run-18` with the socket, and `secret`, from which the
passwords are derived.
"""

import hashlib
import hmac
import os
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duizend.launch.binaries import (
    SHARED,
    Account,
    check_private,
    database_account,
    find_binaries,
    major_version,
    open_to_all,
    reachable,
)
from duizend.launch.problems import LaunchProblem
from duizend.launch.secrets import write_once

# A socket's path may hold 104 (macOS) to 108 bytes, of which its own name takes some.
LONGEST_SOCKET_FOLDER = 80
ADMIN = "postgres"


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data folder and all that belongs to it."""

    state: Path  # <var>/pg: lock, log, secret; ours
    data: Path  # the cluster itself; the database account's
    run: Path  # holds the socket; mode 0700
    binaries: Path
    major: int
    account: Account | None

    @property
    def lock_file(self) -> Path:
        return self.state / f"data-{self.major}.lock"

    @property
    def log_file(self) -> Path:
        return self.state / f"data-{self.major}.log"

    @property
    def prepared_file(self) -> Path:
        """Says by which code this cluster's database was prepared."""
        return self.state / f"data-{self.major}.prepared"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    def password(self, role: str) -> str:
        """The password of a role, the same for every command on this state folder."""
        key = (self.state / "secret").read_bytes()
        return hmac.new(key, role.encode(), hashlib.sha256).hexdigest()

    def run_as(self) -> dict[str, Any]:
        """Arguments for subprocess: the right account, and nothing of our environment."""
        arguments: dict[str, Any] = {
            "env": {"PATH": "/usr/bin:/bin", "HOME": "/", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            "cwd": "/",
            "stdin": subprocess.DEVNULL,
        }
        if self.account:
            arguments |= {
                "user": self.account.uid,
                "group": self.account.gid,
                "extra_groups": [],
            }
        return arguments

    def hand_over(self, path: Path) -> None:
        """Make the database account the owner of a path."""
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)


def describe(var: Path) -> Cluster:
    """The cluster that belongs to this state folder; makes the folders, no database yet.

    Raises LaunchProblem when no PostgreSQL fits this machine.
    """
    account = database_account()
    folder = find_binaries()
    if account:
        folder = reachable(folder)
    major = major_version(folder / "postgres")
    state = var.resolve() / "pg"
    state.mkdir(parents=True, exist_ok=True)
    if write_once(state / "secret", secrets.token_bytes(32)):
        # A new start. Whatever an earlier, removed state folder kept outside is worthless.
        shutil.rmtree(_outside(state))
    home = state
    if account and not open_to_all(state):
        home = _outside(state)
    run = home / f"run-{major}"
    if len(os.fsencode(run)) > LONGEST_SOCKET_FOLDER:
        run = _outside(state) / f"run-{major}"
    cluster = Cluster(state, home / f"data-{major}", run, folder, major, account)
    run.mkdir(mode=0o700, exist_ok=True)
    run.chmod(0o700)
    cluster.hand_over(run)
    return cluster


def _outside(state: Path) -> Path:
    """A folder that the database account can reach, or whose path is short enough.

    Named after the state folder, so that every command finds the same one. Used when the
    project stands in a closed home and we are root, or stands very deep.
    """
    name = hashlib.sha256(os.fsencode(state)).hexdigest()[:16]
    place = SHARED / f"duizend-{os.geteuid()}-{name}"
    place.mkdir(mode=0o711, exist_ok=True)
    check_private(place)
    place.chmod(0o711)
    return place


def make(cluster: Cluster, *, durable: bool) -> None:
    """Run initdb beside the final place and rename: never a half-made cluster.

    `durable=False` skips flushing to disk, for tests. Raises LaunchProblem with what
    initdb said.
    """
    if cluster.data.exists():
        _check_owner(cluster)
    if (cluster.data / "PG_VERSION").exists():
        return
    with tempfile.TemporaryDirectory(dir=cluster.data.parent, prefix="initdb-") as temporary:
        Path(temporary).chmod(0o711)
        draft = Path(temporary) / "data"
        draft.mkdir(mode=0o700)
        cluster.hand_over(draft)
        password_file = Path(temporary) / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(cluster.password(ADMIN))
        cluster.hand_over(password_file)
        command: list[str | Path] = [
            cluster.binaries / "initdb",
            "-D",
            draft,
            "-U",
            ADMIN,
            "-E",
            "UTF8",
            "-k",
        ]
        command += ["-A", "scram-sha-256", f"--pwfile={password_file}", *_locale(cluster.major)]
        if not durable:
            command.append("--no-sync")
        made = subprocess.run(
            command, capture_output=True, text=True, check=False, **cluster.run_as()
        )
        if made.returncode:
            raise LaunchProblem(f"initdb could not make {cluster.data}:\n{made.stderr.strip()}")
        if cluster.data.exists():  # empty, or left by something that is not a database
            _refuse_unknown(cluster.data)
        cluster.prepared_file.unlink(missing_ok=True)
        draft.rename(cluster.data)


def _locale(major: int) -> list[str]:
    """The same order of letters everywhere: by code point, without ICU."""
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []
    return [*builtin, "--locale=C.UTF-8"]


def _check_owner(cluster: Cluster) -> None:
    """Refuse a cluster that another account of this machine made."""
    expected = cluster.account.uid if cluster.account else os.geteuid()
    found = cluster.data.stat().st_uid
    if found != expected:
        raise LaunchProblem(
            f"{cluster.data} belongs to account {found} and would run as account {expected}. "
            "Use the account that made it, or choose another place with DUIZEND_VAR."
        )


def _refuse_unknown(data: Path) -> None:
    if any(data.iterdir()):
        raise LaunchProblem(f"{data} holds something, but no database. Move it away.")
    shutil.rmtree(data)
