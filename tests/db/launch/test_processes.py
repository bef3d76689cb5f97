"""Programs that run together and end together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from duizend.launch.environment import PROJECT
from duizend.launch.processes import run_to_end
from duizend.launch.system import find_process

HOUSEHOLD = Path(__file__).with_name("household.py")


def start(folder, *arguments):
    return subprocess.Popen(
        [sys.executable, HOUSEHOLD, "supervise", folder, *arguments],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def pids(folder, name, count):
    """The process ids that a program and its children wrote, once there are so many."""
    file = folder / name
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = [int(line) for line in file.read_text().split()] if file.exists() else []
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{name} did not start")


def are_gone(processes, seconds=15):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        living = [p for p in processes if (found := find_process(p)) and not found.is_dead]
        if not living:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(tmp_path, number):
    supervisor = start(tmp_path)
    running = pids(tmp_path, "web", 2) + pids(tmp_path, "worker", 1)

    supervisor.send_signal(number)

    _, said = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 0, said
    assert are_gone(running)


def test_programs_end_when_their_supervisor_is_killed(tmp_path):
    supervisor = start(tmp_path)
    web, worker = pids(tmp_path, "web", 2)[0], pids(tmp_path, "worker", 1)[0]

    supervisor.kill()
    supervisor.wait(30)
    supervisor.stderr.close()

    assert are_gone([web, worker])
    os.killpg(web, signal.SIGKILL)  # what this invented program started itself


def test_a_killed_program_is_started_again_with_all_it_started(tmp_path):
    supervisor = start(tmp_path)
    before = pids(tmp_path, "web", 2)
    worker = pids(tmp_path, "worker", 1)

    os.kill(os.getpgid(before[0]), signal.SIGKILL)

    after = pids(tmp_path, "web", 4)[2:]
    assert are_gone(before)
    assert not are_gone(after, seconds=0.3)
    supervisor.terminate()
    _, said = supervisor.communicate(timeout=30)
    assert "web stopped (status 137)" in said
    assert are_gone(after + worker)
    assert pids(tmp_path, "worker", 1) == worker  # and the other was left alone


def test_a_program_that_keeps_dying_stops_the_rest_with_a_reason(tmp_path):
    supervisor = start(tmp_path, "dying")
    running = pids(tmp_path, "worker", 1)

    _, said = supervisor.communicate(timeout=60)

    assert supervisor.returncode == 1
    assert "dying keeps stopping (status 3)" in said
    assert are_gone(running)


@pytest.fixture
def signals():
    """Puts back the handlers that a foreground command replaces."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("", 0),
        ("raise SystemExit(2)", 2),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 137),
    ],
)
def test_a_command_in_front_gives_its_own_status(signals, code, status):
    assert run_to_end([sys.executable, "-c", code], os.environ, watch=lambda: None) == status


def test_a_command_in_front_has_the_ordinary_ctrl_c(signals):
    code = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"

    status = run_to_end([sys.executable, "-c", code], os.environ, watch=lambda: None)

    assert status == 130


def test_the_database_is_looked_after_while_a_command_runs(signals):
    looked = []

    run_to_end(
        [sys.executable, "-c", "import time; time.sleep(0.7)"],
        os.environ,
        watch=lambda: looked.append(1),
    )

    assert len(looked) >= 2
