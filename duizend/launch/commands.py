"""The launcher's commands: one management command, the demo, and serving."""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from duizend.launch.database import Addresses, open_database
from duizend.launch.environment import Setting, bindings, read_port, read_setting
from duizend.launch.postgres import Server
from duizend.launch.preparation import (
    OWNER_COMMANDS,
    PREPARE,
    WITHOUT_DATABASE,
    management_command,
    prepare_demo,
    role_environment,
    run_when_changed,
)
from duizend.launch.processes import Program, Stop, run_to_end, say, supervise

WEB_PROCESSES = "2"
WEB_THREADS = "4"


def manage(arguments: Sequence[str]) -> int:
    """Run one management command; returns its exit status.

    An embedded database is started, and prepared when the code asks for it. A database
    that DATABASE_URL names is used as it is.
    """
    setting = read_setting("demo")
    name = next((word for word in arguments if not word.startswith("-")), "help")
    command = management_command(tuple(arguments))
    environment = setting.environment() | role_environment(name)
    if name in WITHOUT_DATABASE or "--help" in arguments:
        return run_to_end(command, environment, watch=_nothing)
    with open_database(setting.var) as (addresses, server):
        environment |= addresses.environment()
        if server and name not in OWNER_COMMANDS:
            run_when_changed(PREPARE, server.cluster.prepared_file, environment)
        return run_to_end(command, environment, watch=_watcher(server))


def demo(arguments: Sequence[str]) -> int:
    """Prepare everything, load the demo and serve it until Ctrl-C."""
    _no_arguments("demo", arguments)
    return _serve(read_setting("demo"), prepare=True)


def serve(arguments: Sequence[str]) -> int:
    """Serve until asked to stop. Production, unless DUIZEND_MODE says otherwise.

    A database that DATABASE_URL names has to be prepared already; files too.
    """
    _no_arguments("serve", arguments)
    return _serve(read_setting("production"), prepare=False)


def _serve(setting: Setting, *, prepare: bool) -> int:
    port = read_port()
    places = bindings(port)
    stop = Stop()
    with open_database(setting.var) as (addresses, server):
        environment = _environment(setting, addresses, port)
        if prepare:
            prepare_demo(setting.var, server, environment, stop)
        elif server:
            run_when_changed(PREPARE, server.cluster.prepared_file, environment, stop)
        supervise(
            _programs(places, environment),
            stop,
            watch=_watcher(server),
            ready=lambda: say(f"duizend: {environment['SITE_URL']}  (Ctrl-C stops it)"),
        )
    return 0


def _environment(setting: Setting, addresses: Addresses, port: int) -> dict[str, str]:
    environment = setting.environment() | addresses.environment() | role_environment("serve")
    environment.setdefault("SITE_URL", f"http://localhost:{port}")
    return environment


def _programs(places: Sequence[str], environment: Mapping[str, str]) -> list[Program]:
    """The web processes and the worker for reminders and mail.

    DUIZEND_WORKER names another worker command (of manage.py), or `none`.
    """
    web: list[str] = [sys.executable, "-m", "gunicorn", "duizend.config.wsgi:application"]
    for place in places:
        web += ["--bind", place]
    web += ["--workers", os.environ.get("WEB_PROCESSES", WEB_PROCESSES)]
    web += ["--threads", os.environ.get("WEB_THREADS", WEB_THREADS)]
    # Load before forking: less memory. A request gets its time to end when we stop.
    web += ["--pid", str(Path(environment["DUIZEND_VAR"]) / "web.pid")]
    web += ["--preload", "--graceful-timeout", "8", "--log-level", "warning", "--no-control-socket"]
    programs = [Program("The web server", web, environment)]
    worker = os.environ.get("DUIZEND_WORKER", "procrastinate worker")
    if worker != "none":
        command = management_command(tuple(worker.split()))
        # It waits for its jobs when asked to stop; without us there is no database to end in.
        worker_program = Program("The worker", command, environment, without_us=signal.SIGKILL)
        programs.append(worker_program)
    return programs


def _watcher(server: Server | None) -> Callable[[], object]:
    if server is None:
        return _nothing

    def watch() -> None:
        if server.ensure():
            say("The database had stopped; it was started again.")

    return watch


def _nothing() -> None:
    """No database of ours to look after."""


def _no_arguments(command: str, arguments: Sequence[str]) -> None:
    if arguments:
        say(f"{command} takes no arguments; settings come from the environment.")
        raise SystemExit(2)
