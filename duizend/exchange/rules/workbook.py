"""A workbook (XLSX): read as text and numbers, never as formulas; written as a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from duizend.exchange.rules.archive import unpacked
from duizend.exchange.rules.rows import MOST_ROWS, Unreadable
from duizend.exchange.rules.sheet import MOST_COLUMNS

SHEET = "Aanbod"
HELP_SHEET = "Uitleg"


def read_workbook(content: bytes) -> tuple[list[object], Iterator[tuple[int, Sequence[object]]]]:
    """The heads and rows of the sheet `Aanbod`, else of the first sheet. Raises Unreadable."""
    files = unpacked(content)
    if any(map(_declares, files.values())):
        raise Unreadable("bad_workbook")
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        named = [sheet for sheet in book.worksheets if sheet.title == SHEET]
        # Some programs write a wrong size of the sheet; then only its first cell is read.
        sheet = (named or book.worksheets)[0]
        sheet.reset_dimensions()
        lines = list(_rows(sheet))
    except Unreadable:
        raise
    except (
        InvalidFileException, BadZipFile, ParseError, KeyError, ValueError, TypeError,
        AttributeError, IndexError, OSError, OverflowError, EOFError,
    ) as problem:  # fmt: skip
        # openpyxl trusts a workbook to be whole; a broken one fails in any of these ways.
        raise Unreadable("bad_workbook") from problem
    if not lines:
        raise Unreadable("no_rows")
    return list(lines[0][1]), iter(lines[1:])


def _declares(part: bytes) -> bool:
    """Whether it has a doctype, wherever it stands: no workbook needs one, and it can make a few
    bytes into many. In UTF-16 there is a zero beside each letter.
    """
    written = part.replace(b"\x00", b"")
    return b"<!DOCTYPE" in written or b"<!ENTITY" in written


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[object]]]:
    count = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        values = [_value(cell) for cell in cells]
        while values and (values[-1] is None or values[-1] == ""):
            values.pop()
        if not values:
            if number > 10 * MOST_ROWS:
                raise Unreadable("too_many_rows", str(MOST_ROWS), number)
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise Unreadable("too_many_rows", str(MOST_ROWS), number)
        yield number, values


def _value(cell: Any) -> object:
    """What stands in a cell; a formula begins with `=` and is refused where it stands."""
    if cell.data_type in ("f", "e"):
        return "=" + str(getattr(cell.value, "text", cell.value)).removeprefix("=")
    return cell.value


def write_workbook(
    heads: Sequence[str],
    rows: Iterable[Sequence[str | int | float | date | None]],
    help_lines: Sequence[Sequence[str]],
    *,
    needed: Iterable[str] = (),
    wide: Mapping[str, int] | None = None,
) -> bytes:
    """A workbook with the sheets `Aanbod` and `Uitleg`; `needed` heads are marked with `*`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"
    for at, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(at)].width = (wide or {}).get(head, 18)
    marked = set(needed)
    sheet.append([_text(sheet, f"{h}*" if h in marked else h, bold=True) for h in heads])
    for row in rows:
        sheet.append([_text(sheet, v) if isinstance(v, str) else v for v in row])
    explained = book.create_sheet(HELP_SHEET)
    for column, width in (("A", 28), ("B", 90)):
        explained.column_dimensions[column].width = width
    for number, line in enumerate(help_lines):
        explained.append([_text(explained, words, bold=number == 0) for words in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Any, words: str, *, bold: bool = False) -> Any:
    """Text that stays text, also when it looks like a formula or a number."""
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
