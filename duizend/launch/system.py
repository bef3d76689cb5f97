"""What the operating system knows about a process, on Linux and on macOS."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1

# For systems without PDEATHSIG: waits on a pipe that closes when the supervisor is gone,
# however it went, and then passes the signal on. Arguments: pid, signal number.
GUARD = "import os, sys; sys.stdin.read(); os.kill(int(sys.argv[1]), int(sys.argv[2]))"


@dataclass(frozen=True)
class Process:
    """A process as the system lists it: `state` is one letter (Z: dead, not yet reaped)."""

    state: str
    command: str

    @property
    def is_dead(self) -> bool:
        return self.state in {"Z", "X"}


def has_proc() -> bool:
    return Path("/proc/self/stat").exists()


def find_process(pid: int) -> Process | None:
    """What runs under this process id now; None when nothing does."""
    if not has_proc():
        return _process_from_ps(pid)
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name stands in brackets and may hold spaces and brackets itself.
    state = stat.rpartition(")")[2].split()[0]
    return Process(state, command.replace(b"\0", b" ").decode(errors="replace"))


def _process_from_ps(pid: int) -> Process | None:
    listed = subprocess.run(
        ["/bin/ps", "-o", "state=,command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    state, _, command = listed.stdout.strip().partition(" ")
    return Process(state[0], command.strip()) if state else None


def can_follow_parent() -> bool:
    return sys.platform == "linux"


def follow_parent(signal_number: int) -> None:
    """Ask the kernel for this signal when the parent of this process dies (Linux).

    Does nothing elsewhere; `guard` serves there.
    """
    if can_follow_parent():
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal_number)


def dying_with(parent: int, signal_number: int) -> Callable[[], None]:
    """A `preexec_fn` for a child that must not outlive `parent`, the process that starts it."""

    def before_exec() -> None:
        follow_parent(signal_number)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return before_exec


def guard(pid: int, signal_number: int) -> "subprocess.Popen[bytes] | None":
    """A small process that signals `pid` when we are gone; None where the kernel does it."""
    if can_follow_parent():
        return None
    return subprocess.Popen(
        [sys.executable, "-c", GUARD, str(pid), str(signal_number)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def dismiss(watcher: "subprocess.Popen[bytes] | None") -> None:
    """End a guard whose process has ended by itself."""
    if watcher is not None:
        watcher.kill()
        watcher.wait()
        if watcher.stdin:
            watcher.stdin.close()


def signal_group(leader: int, signal_number: int) -> None:
    """Signal all that is left of a process group; an empty group is fine."""
    try:
        os.killpg(leader, signal_number)
    except (ProcessLookupError, PermissionError):  # macOS says EPERM for a group of zombies
        return


def exit_status(returncode: int) -> int:
    """The shell's number for how a program ended: its own, or 128 + the signal."""
    return returncode if returncode >= 0 else 128 - returncode


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
