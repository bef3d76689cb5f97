"""A CSV file as people make them: with `;` or `,`, with or without a mark, UTF-8 or Windows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from duizend.exchange.rules.rows import Unreadable

# A spreadsheet runs a cell that begins so. An apostrophe keeps it text, and goes when read.
_RUNS = ("=", "@", "+", "-")
# A telephone number, or a number: a spreadsheet that counts with it does no harm.
_DIGITS = re.compile(r"[+-][\d\s().-]*", re.ASCII)
_SEPARATORS = (";", ",", "\t")
LONGEST_CELL = 20_000


def decoded(content: bytes) -> str:
    """The text of a file. Raises Unreadable when it is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as problem:
            raise Unreadable("not_text") from problem
    if b"\x00" in content:
        raise Unreadable("not_text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel in Dutch writes Windows' own letters; a byte it lacks means it is no text.
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as problem:
            raise Unreadable("not_text") from problem


def read_csv(content: bytes) -> tuple[list[str], Iterator[tuple[int, Sequence[str]]]]:
    """The heads and the rows, each with the line on which it begins. Raises Unreadable."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    if first.startswith("sep=") and len(first) == len("sep=;"):
        lines = _numbered(text.partition("\n")[2], first[-1], 2)
    else:
        lines = _numbered(text, max(_SEPARATORS, key=first.count), 1)
    found = next(((number, cells) for number, cells in lines if any(map(str.strip, cells))), None)
    if found is None:
        raise Unreadable("no_rows")
    return list(found[1]), lines


def write_csv(
    heads: Sequence[str], rows: Iterable[Sequence[str | int | float | date | None]]
) -> bytes:
    """CSV with `;` and a byte order mark, as Excel in Dutch opens it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def not_run(text: str) -> str:
    """Text for a table that others read too: with an apostrophe only where a spreadsheet would
    run it. A telephone number stays as it is.
    """
    return f"'{text}" if text[:1] in _RUNS and not _DIGITS.fullmatch(text) else text


def _numbered(text: str, separator: str, first: int) -> Iterator[tuple[int, Sequence[str]]]:
    # The module's own bound is for all of Python; a longer cell is refused here.
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=False)
    begins = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise Unreadable("not_csv", line=begins) from problem
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise Unreadable("cell_too_long", line=begins)
        yield begins, [_plain(cell) for cell in cells]
        begins = first + reader.line_num


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RUNS else cell


def _cell(value: str | float | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if text[:1] in _RUNS and isinstance(value, str) else text
