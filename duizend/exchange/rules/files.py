"""Which kind of file it is, by what is in it and never by its name alone."""

from __future__ import annotations

from duizend.exchange.rules.archive import unpacked
from duizend.exchange.rules.csv_text import read_csv
from duizend.exchange.rules.hsds_json import read_json
from duizend.exchange.rules.rows import Read, Unreadable
from duizend.exchange.rules.sheet import read_table
from duizend.exchange.rules.tabular import is_tabular, read_zip
from duizend.exchange.rules.vocabulary import Vocabulary
from duizend.exchange.rules.workbook import read_workbook

LARGEST = 20_000_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_file(content: bytes, words: Vocabulary) -> Read:
    """The rows of a file: HSDS as JSON or zip, a workbook, or CSV. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable("too_large", str(LARGEST // 1_000_000))
    if not content.strip():
        raise Unreadable("empty")
    if content.startswith(_OLD_EXCEL):
        raise Unreadable("old_excel")
    if content.startswith(b"PK"):
        return _read_packed(content, words)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_json(content, words)
    return read_table(*read_csv(content), words)


def _read_packed(content: bytes, words: Vocabulary) -> Read:
    files = unpacked(content)
    if "[Content_Types].xml" in files:
        return read_table(*read_workbook(content), words)
    if is_tabular(files):
        return read_zip(content, words)
    raise Unreadable("unknown_zip")
