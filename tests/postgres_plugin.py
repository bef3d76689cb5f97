"""Gives the test session its PostgreSQL, before Django reads its settings.

Loaded with `-p` (pyproject.toml). An embedded server of this session alone, in `var/test`
(or `var/test-2`, … while another session runs there), without flushing to disk; or the
server that DATABASE_URL names. Workers of pytest-xdist inherit the session's addresses.
"""

import atexit
import contextlib
import os
from itertools import count

from duizend.launch.database import open_database
from duizend.launch.environment import PROJECT
from duizend.launch.postgres import AlreadyRunning

SESSION = "DUIZEND_TEST_SESSION"  # marks an environment that a session has prepared


def prepare_session() -> None:
    """Start the database and say in the environment where it is."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    for number in count(1):
        var = PROJECT / "var" / ("test" if number == 1 else f"test-{number}")
        # WhiteNoise warns, and a warning is an error here, when its folder is not there.
        (var / "static").mkdir(parents=True, exist_ok=True)
        try:
            database = open_database(var, durable=False, exclusive=True)
            addresses, _server = stack.enter_context(database)
        except AlreadyRunning:
            continue
        break
    os.environ.pop("DUIZEND_DB_ROLE", None)
    os.environ |= addresses.environment()
    os.environ |= {"DUIZEND_MODE": "test", "DUIZEND_VAR": str(var), SESSION: str(os.getpid())}


if SESSION not in os.environ:
    prepare_session()
