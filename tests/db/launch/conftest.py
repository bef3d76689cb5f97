import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """A state folder with a short path, that the database account can walk to."""
    with tempfile.TemporaryDirectory(prefix="duizend-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def var() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder
