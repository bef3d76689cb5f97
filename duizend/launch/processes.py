"""Keeps a few programs running together, and ends them together.

Each child leads its own process group, so that a restart or the end also reaches the
processes it started itself. On Linux the kernel ends a child when we are killed; on macOS
a guard does.
"""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from duizend.launch.problems import LaunchProblem
from duizend.launch.system import (
    STOP_SIGNALS,
    can_follow_parent,
    dismiss,
    dying_with,
    exit_status,
    follow_parent,
    guard,
    signal_group,
)

LOOK_EVERY = 0.2  # seconds
STOP_WITHIN = 10.0
# A program that dies this often this quickly will not get better by starting it again.
MOST_RESTARTS, RESTART_WINDOW = 5, 30.0


@dataclass
class Program:
    """A program to keep running: its name in messages, its command, its environment.

    `without_us` is the signal that ends it when we are killed ourselves.
    """

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    without_us: int = signal.SIGTERM
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _guard: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _deaths: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_RESTARTS), init=False)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self.command,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=dying_with(os.getpid(), self.without_us),
        )
        self._guard = guard(self._process.pid, self.without_us)

    def restart(self) -> None:
        """Start again after a death; raises LaunchProblem when that keeps happening."""
        if not self._process:
            raise ValueError(f"{self.name} was never started.")
        status = exit_status(self._process.returncode)
        now = time.monotonic()
        self._deaths.append(now)
        if len(self._deaths) == MOST_RESTARTS and now - self._deaths[0] < RESTART_WINDOW:
            raise LaunchProblem(f"{self.name} keeps stopping (status {status}); giving up.")
        say(f"{self.name} stopped (status {status}); starting it again.")
        # What it started itself may still hold the port.
        signal_group(self._process.pid, signal.SIGKILL)
        dismiss(self._guard)
        self.start()

    def ask_to_stop(self) -> None:
        if self._process and self.is_running:
            self._process.send_signal(signal.SIGTERM)

    def finish(self, until: float) -> None:
        """Wait until it has stopped, at most until this moment; then make it stop."""
        if not self._process:
            return
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{self.name} does not stop; it is ended.")
        signal_group(self._process.pid, signal.SIGKILL)
        self._process.wait()
        dismiss(self._guard)


class Stop:
    """Remembers that someone asked us to stop: Ctrl-C, SIGTERM, or the end of our parent."""

    def __init__(self) -> None:
        self.asked = False
        self._parent = os.getppid()
        for number in STOP_SIGNALS:
            signal.signal(number, self._note)
        follow_parent(signal.SIGTERM)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.asked = True

    def is_asked(self) -> bool:
        orphaned = not can_follow_parent() and os.getppid() != self._parent
        return self.asked or orphaned


def supervise(
    programs: Sequence[Program],
    stop: Stop,
    *,
    watch: Callable[[], object],
    ready: Callable[[], None],
) -> None:
    """Run the programs until someone asks to stop; a program that dies is started again.

    `watch` is called a few times a second (the database looks after itself there); `ready`
    once, after the start. Raises LaunchProblem when a program keeps dying; whatever
    happens, nothing that we started is left running.
    """
    try:
        for program in programs:
            program.start()
        ready()
        while not stop.is_asked():
            watch()
            for program in programs:
                if not program.is_running:
                    program.restart()
            time.sleep(LOOK_EVERY)
    finally:
        until = time.monotonic() + STOP_WITHIN
        for program in programs:
            program.ask_to_stop()
        for program in programs:
            program.finish(until)


def run_to_end(
    command: Sequence[str | Path],
    environment: Mapping[str, str],
    *,
    watch: Callable[[], object],
) -> int:
    """Run one command in the foreground, on our terminal; returns its exit status.

    Ctrl-C reaches the command itself, that decides what it means; we wait for its end.
    """
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)
    process = subprocess.Popen(
        command,
        env=dict(environment),
        preexec_fn=_in_foreground(ignores_interrupt=interrupted is signal.SIG_IGN),
    )

    def pass_on(number: int, frame: FrameType | None) -> None:
        process.send_signal(number)

    for number in STOP_SIGNALS:
        if number != signal.SIGINT:
            signal.signal(number, pass_on)
    while True:
        try:
            return exit_status(process.wait(LOOK_EVERY))
        except subprocess.TimeoutExpired:
            watch()


def _in_foreground(*, ignores_interrupt: bool) -> Callable[[], None]:
    """The command gets the ordinary Ctrl-C, unless a shell put us in the background."""
    die_with_us = dying_with(os.getpid(), signal.SIGTERM)

    def before_exec() -> None:
        if not ignores_interrupt:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        die_with_us()

    return before_exec


def say(text: str) -> None:
    """A message for the person at the terminal, on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
