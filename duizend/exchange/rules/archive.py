"""A zip that somebody sends: opened without letting it fill the machine or point elsewhere."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from zlib import error as ZlibError

from duizend.exchange.rules.rows import Unreadable

MOST_FILES = 100
LARGEST_FILE = 30_000_000
LARGEST_TOTAL = 60_000_000


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files in a zip by their path. Nothing is ever written to a disk.

    Raises Unreadable: no zip, locked with a password, a path that leads out of the zip,
    a name that stands there twice, too many files, or more than they may hold unpacked.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _files(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ZlibError, EOFError) as problem:
        raise Unreadable("bad_zip") from problem
    except (NotImplementedError, RuntimeError, OSError, ValueError) as problem:
        # A way of packing that we do not know, or a password, or numbers that cannot be.
        raise Unreadable("bad_zip") from problem


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    inside = [one for one in archive.infolist() if not one.is_dir()]
    if len(inside) > MOST_FILES:
        raise Unreadable("too_many_files", str(MOST_FILES))
    if sum(one.file_size for one in inside) > LARGEST_TOTAL:
        raise Unreadable("zip_too_large")
    files: dict[str, bytes] = {}
    left = LARGEST_TOTAL
    for one in inside:
        _check_path(one.filename)
        if one.filename in files:
            raise Unreadable("file_twice", one.filename)
        if one.flag_bits & 0x1:
            raise Unreadable("locked", one.filename)
        with archive.open(one) as packed:
            # What the zip says of its size may be a lie: never read more than is allowed.
            files[one.filename] = packed.read(min(LARGEST_FILE, left) + 1)
        left -= len(files[one.filename])
        if left < 0 or len(files[one.filename]) > LARGEST_FILE:
            raise Unreadable("zip_too_large")
    return files


def _check_path(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\x00" in name:
        raise Unreadable("path_outside", name)
