import os
import signal
import subprocess
import sys
import time

from duizend.launch import system


def test_this_process_is_found_and_lives():
    found = system.find_process(os.getpid())

    assert found
    assert not found.is_dead
    assert "python" in found.command


def test_a_process_that_is_gone_is_not_found():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()

    assert system.find_process(child.pid) is None


def test_a_process_that_waits_to_be_reaped_is_dead():
    child = subprocess.Popen([sys.executable, "-c", ""])
    try:
        for _ in range(200):
            found = system.find_process(child.pid)
            if found and found.is_dead:
                break
            time.sleep(0.02)
        assert found
        assert found.is_dead
    finally:
        child.wait()


def test_the_listing_of_ps_is_read_as_on_macos(monkeypatch):
    listing = subprocess.CompletedProcess([], 0, stdout="Ss   /usr/bin/postgres -D /data\n")
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: listing)
    monkeypatch.setattr(system, "has_proc", lambda: False)

    assert system.find_process(1) == system.Process("S", "/usr/bin/postgres -D /data")


def test_ps_without_an_answer_means_no_process(monkeypatch):
    nothing = subprocess.CompletedProcess([], 1, stdout="")
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: nothing)
    monkeypatch.setattr(system, "has_proc", lambda: False)

    assert system.find_process(1) is None


def test_where_the_kernel_cannot_a_guard_passes_on_our_end(monkeypatch):
    monkeypatch.setattr(system, "can_follow_parent", lambda: False)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

    watcher = system.guard(child.pid, signal.SIGTERM)
    assert watcher
    assert watcher.stdin
    watcher.stdin.close()  # as the system does when we die

    assert child.wait(20) == -signal.SIGTERM
    system.dismiss(watcher)


def test_a_guard_whose_process_ended_is_dismissed(monkeypatch):
    monkeypatch.setattr(system, "can_follow_parent", lambda: False)
    watcher = system.guard(os.getpid(), signal.SIGTERM)

    system.dismiss(watcher)

    assert watcher
    assert watcher.returncode == -signal.SIGKILL


def test_the_end_of_a_program_is_told_as_a_shell_does():
    assert system.exit_status(2) == 2
    assert system.exit_status(-signal.SIGTERM) == 143


def test_signalling_a_group_that_is_gone_is_fine():
    child = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    child.wait()

    system.signal_group(child.pid, signal.SIGKILL)
