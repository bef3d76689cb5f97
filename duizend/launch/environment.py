"""In which environment the commands of duizend run: mode, state folder, secrets, port."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from duizend.launch.problems import LaunchProblem
from duizend.launch.secrets import keep

PROJECT = Path(__file__).resolve().parent.parent.parent
MODES = ("demo", "test", "production")
ADDRESSES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


@dataclass(frozen=True)
class Setting:
    """What this machine and its environment say about a run."""

    mode: str
    var: Path

    def environment(self) -> dict[str, str]:
        """The variables that settings.py reads, on top of what was there.

        Only a demo gets secrets made for it; production brings its own.
        """
        made = keep(self.var) if self.mode == "demo" else {}
        given = dict(os.environ)
        for name in ("SECRET_KEY", "BSN_KEY", "VAULT_KEY"):
            if name in made:
                given.setdefault(name, made[name])
        given |= {
            "DUIZEND_MODE": self.mode,
            "DUIZEND_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "duizend.config.settings",
            # Found from any folder, and nothing of that folder is imported by accident.
            "PYTHONPATH": str(PROJECT),
            "PYTHONSAFEPATH": "1",
        }
        return given


def read_setting(default_mode: str) -> Setting:
    """DUIZEND_MODE and DUIZEND_VAR, or their defaults; raises LaunchProblem on nonsense."""
    mode = os.environ.get("DUIZEND_MODE") or default_mode
    if mode not in MODES:
        raise LaunchProblem(f"DUIZEND_MODE is demo, test or production, not {mode!r}.")
    var = Path(os.environ.get("DUIZEND_VAR") or PROJECT / "var").resolve()
    try:
        var.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LaunchProblem(f"Cannot make {var}: {error.strerror}. Set DUIZEND_VAR.") from error
    return Setting(mode, var)


def read_port() -> int:
    """PORT, or 8000; raises LaunchProblem when it is no port."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise LaunchProblem(f"PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


def bindings(port: int) -> list[str]:
    """The addresses to listen on, as gunicorn writes them: HOST, or this machine only.

    `localhost` may mean 127.0.0.1 or ::1; we listen on each that this machine has. Raises
    LaunchProblem when the port is taken.
    """
    host = os.environ.get("HOST")
    if host:
        return [f"{host}:{port}"]
    found = []
    for family, address in ADDRESSES:
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            if family == socket.AF_INET6:
                continue  # no IPv6 here, or the port is only free on IPv4
            raise LaunchProblem(
                f"Port {port} cannot be used: {error.strerror}. Choose another: PORT=8123 make demo"
            ) from error
        found.append(f"[{address}]:{port}" if family == socket.AF_INET6 else f"{address}:{port}")
    return found
