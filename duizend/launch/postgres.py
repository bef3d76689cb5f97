"""The embedded PostgreSQL: started as our child, watched, and never left behind.

Reachable through a socket in a folder of mode 0700 only, with passwords (scram); there is
no network port. One process owns the server, held by a lock on `data-N.lock` that the
system releases however that process ends. A second command finds the lock taken and uses
the same server; when the owner is gone it takes over, at the same address.
"""

import fcntl
import io
import os
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from duizend.launch import cluster as clusters
from duizend.launch.cluster import ADMIN, Cluster
from duizend.launch.problems import LaunchProblem
from duizend.launch.system import dismiss, dying_with, find_process, guard
from duizend.launch.urls import socket_url

PORT = 5432  # only names the socket file
READY_WITHIN = 30.0  # seconds; also covers recovery after a crash
STOP_WITHIN = 20.0
MAX_CONNECTIONS = 100

# For tests: about twice as fast, and worth nothing after a power cut.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class AlreadyRunning(LaunchProblem):
    """Another process owns this server, and the caller asked for one of its own."""


class Server:
    """A context manager around one cluster: running inside, stopped after.

    `exclusive=True` raises AlreadyRunning instead of sharing another process's server.
    """

    def __init__(self, var: Path, *, durable: bool = True, exclusive: bool = False) -> None:
        self.cluster: Cluster = clusters.describe(var)
        self.durable = durable
        self.exclusive = exclusive
        self._lock: io.FileIO | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None

    @property
    def is_ours(self) -> bool:
        """Whether this process owns the server (it may also share someone else's)."""
        return self._lock is not None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def url(self, role: str, database: str) -> str:
        """The address of a database for a role whose password we derive."""
        return socket_url(role, self.cluster.password(role), self.cluster.run, PORT, database)

    def admin_url(self) -> str:
        """The address for making roles and databases."""
        return self.url(ADMIN, ADMIN)

    def start(self) -> Self:
        """Start the server, or find the one that runs; returns when it answers.

        Raises AlreadyRunning (exclusive only) or LaunchProblem with the end of the log.
        """
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until:
            if self._take_lock():
                try:
                    self._start_ours()
                except BaseException:
                    self.stop()
                    raise
                return self
            if self.exclusive:
                raise AlreadyRunning(f"{self.cluster.data} is in use by another command.")
            if self._says_ready(None):
                return self
            time.sleep(0.05)  # the owner is starting or stopping it
        raise LaunchProblem(f"The database at {self.cluster.data} does not become ready.")

    def ensure(self) -> bool:
        """Put the server back if it died, or take over if its owner did.

        To be called now and then. Returns whether anything had to be done.
        """
        if self.is_ours:
            if self._process and self._process.poll() is None:
                return False
            dismiss(self._guard)
            self._start_ours()
            return True
        if not self._take_lock():
            return False
        self._start_ours()
        return True

    def stop(self) -> None:
        """Stop the server if it is ours: a fast shutdown, that keeps all that was confirmed."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait()
        dismiss(self._guard)
        self._process = self._guard = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _take_lock(self) -> bool:
        try:
            lock = open(self.cluster.lock_file, "ab", buffering=0)  # noqa: SIM115 - kept open
        except PermissionError as error:
            raise LaunchProblem(
                f"{self.cluster.state} belongs to another account of this machine; "
                "choose another place with DUIZEND_VAR."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def _start_ours(self) -> None:
        clusters.make(self.cluster, durable=self.durable)
        until = time.monotonic() + READY_WITHIN
        self._end_orphan(until)
        while not self._launch(until):
            # Backends of a killed server are still finishing; PostgreSQL waits for them.
            time.sleep(0.1)

    def _launch(self, until: float) -> bool:
        """Start the process and wait; False when an earlier one still holds the memory."""
        log_start = self.cluster.log_file.stat().st_size if self.cluster.log_file.exists() else 0
        options = [
            "listen_addresses=",
            f"port={PORT}",
            f"unix_socket_directories={self.cluster.run}",
            "unix_socket_permissions=0700",
            f"max_connections={MAX_CONNECTIONS}",
            "password_encryption=scram-sha-256",
            *([] if self.durable else FORGETFUL),
        ]
        command: list[str | Path] = [self.cluster.binaries / "postgres", "-D", self.cluster.data]
        for option in options:
            command += ["-c", option]
        with open(self.cluster.log_file, "ab") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dying_with(os.getpid(), signal.SIGINT),
                **self.cluster.run_as(),
            )
        self._process, self._guard = process, guard(process.pid, signal.SIGINT)
        while time.monotonic() < until:
            if process.poll() is not None:
                dismiss(self._guard)
                said = self._log_since(log_start)
                if "still in use" in said:
                    return False
                raise LaunchProblem(f"PostgreSQL does not start:\n{said[-800:].strip()}")
            if self._says_ready(process.pid):
                return True
            time.sleep(0.02)
        raise LaunchProblem(f"PostgreSQL is not ready; see {self.cluster.log_file}.")

    def _log_since(self, start: int) -> str:
        with open(self.cluster.log_file, "rb") as log:
            log.seek(start)
            return log.read().decode(errors="replace")

    def _says_ready(self, pid: int | None) -> bool:
        """Whether the pid file says ready, and means this process (None: any living one).

        A file left by a killed server says ready too, so the pid has to fit.
        """
        lines = self._pid_lines()
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        if pid is not None:
            return lines[0].strip() == str(pid)
        return self._running_pid(lines) is not None

    def _pid_lines(self) -> list[str]:
        try:
            return self.cluster.pid_file.read_text().splitlines()
        except FileNotFoundError:
            return []
        except PermissionError as error:
            raise LaunchProblem(
                f"{self.cluster.data} belongs to another account of this machine."
            ) from error

    def _running_pid(self, lines: list[str]) -> int | None:
        """The server of this data folder that the pid file names, if it lives."""
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        found = find_process(pid)
        if not found or found.is_dead or str(self.cluster.data) not in found.command:
            return None
        return pid

    def _end_orphan(self, until: float) -> None:
        """Make sure no earlier server of this folder lives; we hold the lock.

        It may be shutting down because its supervisor was killed, or be dead but not yet
        reaped; PostgreSQL would refuse to start beside either. A pid file whose number
        now belongs to another program is removed.
        """
        asked = False
        while lines := self._pid_lines():
            pid = int(lines[0]) if lines[0].strip().isdigit() else None
            found = find_process(pid) if pid else None
            if not found:
                return  # PostgreSQL itself clears a file whose process is gone
            if not found.is_dead and str(self.cluster.data) not in found.command:
                self.cluster.pid_file.unlink(missing_ok=True)
                return
            if time.monotonic() > until:
                raise LaunchProblem(f"An earlier server, process {pid}, does not stop.")
            if pid and not asked and not found.is_dead:
                self._signal(pid)
                asked = True
            time.sleep(0.05)

    @staticmethod
    def _signal(pid: int) -> None:
        try:
            os.kill(pid, signal.SIGINT)
        except ProcessLookupError:
            return
