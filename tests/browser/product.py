"""The real product, running beside the tests: `bin/launch demo` on a database of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
from psycopg import sql

from duizend.launch.environment import PROJECT
from duizend.launch.urls import with_database

DATABASE = "duizend_browser"
DROP = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE))
UP_WITHIN = 180.0  # seconds, with the demo to load
FRONT_DOOR = "/account/login/"


class ProductFailed(Exception):
    """The product did not start; holds the end of its log."""


class Product:
    """One running duizend: `url` for the browser, and what a test may do to it."""

    def __init__(self, var: Path, owner_url: str, app_url: str) -> None:
        self.var = var
        self.owner_url = with_database(owner_url, DATABASE)
        self.app_url = with_database(app_url, DATABASE)
        self._server_url = owner_url
        self.port = _free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = var / "product.log"
        self._process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """For commands on this product's database."""
        clean = {k: v for k, v in os.environ.items() if k != "DUIZEND_DB_ROLE"}
        return clean | {
            "DATABASE_URL": self.owner_url,
            "DATABASE_APP_URL": self.app_url,
            "DUIZEND_MODE": "demo",
            "DUIZEND_VAR": str(self.var),
            "PORT": str(self.port),
        }

    def start(self) -> None:
        """Make a new database, load the demo, serve; raises ProductFailed."""
        self.var.mkdir(parents=True, exist_ok=True)
        self._make_database()
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [PROJECT / "bin" / "launch", "demo"],
                env=self.environment(),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        self.wait_until_up(UP_WITHIN)

    def stop(self) -> None:
        """End the product; its log stays, its database goes."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)
            with psycopg.connect(self._server_url, autocommit=True) as connection:
                connection.execute(DROP)

    def kill_web(self) -> None:
        """Kill the web processes as a power cut would; the product starts them again."""
        pid_file = self.var / "web.pid"
        os.killpg(int(pid_file.read_text()), signal.SIGKILL)

    def wait_until_up(self, seconds: float = 30.0) -> None:
        """Return when the front door answers; raises ProductFailed with the log."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._process and self._process.poll() is not None:
                raise ProductFailed(f"The product stopped:\n{self._log_end()}")
            if self._answers():
                return
            time.sleep(0.1)
        raise ProductFailed(f"The product does not answer:\n{self._log_end()}")

    def manage(self, *command: str) -> str:
        """Run a management command on this product; returns what it printed."""
        done = subprocess.run(
            [PROJECT / "bin" / "manage", *command],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def ask(self, question: sql.SQL, *values: object, user_id: int | None = None) -> list[object]:
        """The rows that the database shows to the application on behalf of this user."""
        with psycopg.connect(self.app_url) as connection:
            connection.execute("select set_config('app.user_id', %s, true)", [str(user_id or "")])
            return list(connection.execute(question, values))

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + FRONT_DOOR, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _log_end(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]

    def _make_database(self) -> None:
        with psycopg.connect(self._server_url, autocommit=True) as connection:
            connection.execute(DROP)
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
