"""Secrets of a demo: made once, kept in `<var>/secrets.json`, readable by its owner alone.

Production gets its own from the environment and never comes here.
"""

import base64
import json
import os
import secrets
from pathlib import Path

from duizend.launch.problems import LaunchProblem


def keep(var: Path) -> dict[str, str]:
    """The secrets of this state folder; made when they are not there yet.

    SECRET_KEY (Django), BSN_KEY and VAULT_KEY (32 bytes, urlsafe base64) and
    DATABASE_APP_SECRET.
    Raises LaunchProblem when the file is there and cannot be read.
    """
    file = var / "secrets.json"
    _write_once(file)
    try:
        kept: dict[str, str] = json.loads(file.read_text())
    except (PermissionError, ValueError) as error:
        raise LaunchProblem(f"{file} cannot be read: {error}") from error
    return kept


def _write_once(file: Path) -> None:
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "BSN_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "VAULT_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "DATABASE_APP_SECRET": secrets.token_urlsafe(32),
    }
    write_once(file, json.dumps(made, indent=2).encode())


def write_once(file: Path, content: bytes) -> bool:
    """Write a file of mode 0600 unless it exists; two commands at once agree on one.

    Returns whether it was this call that wrote it.
    """
    if file.exists():
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
    try:
        os.link(draft, file)  # unlike a rename, never replaces what another command wrote
    except FileExistsError:
        return False
    else:
        return True
    finally:
        draft.unlink()
