"""Files that are whole but wrong, each with its reason."""

import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from openpyxl import Workbook

from duizend.exchange.rules import files, workbook
from duizend.exchange.rules.csv_text import read_csv
from duizend.exchange.rules.files import read_file
from duizend.exchange.rules.rows import Unreadable
from duizend.exchange.rules.tabular import write_zip
from duizend.exchange.rules.workbook import read_workbook
from tests.offer_files import GOOD, as_csv, as_xlsx, as_zip
from tests.unit.exchange.words import WORDS


def why(content):
    with pytest.raises(Unreadable) as refused:
        read_file(content, WORDS)
    assert str(refused.value)
    return refused.value.why


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content, name, text):
    """A workbook with one part of it written anew, or left out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item))
        if text is not None:
            new.writestr(name, text)
    return out.getvalue()


def test_too_large(monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    assert why(b"x" * 11) == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfea",  # half a letter
        b"Naam\n\x81\x8d",  # no letter in Windows either
        b"Naam\x00",
    ],
)
def test_no_text(content):
    assert why(content) == "not_text"


def test_a_cell_that_is_too_long():
    assert why(b"Naam\n" + b"x" * 20_001) == "cell_too_long"
    assert why(b"Naam\n" + b"x" * 200_000) == "not_csv"


def test_only_empty_lines():
    assert why(b";;\n;;\n") == "no_rows"
    assert why(b"Naam;Code\n;\n") == "no_rows"


def test_too_many_columns():
    assert why(b"Naam;" + b";".join(b"k%d" % n for n in range(300)) + b"\nx") == "too_many_columns"


def test_lines_are_counted_as_an_editor_does():
    heads, rows = read_csv(b'\n\nNaam;Wat is het\nA;"twee\nregels"\nB;een\n')
    assert heads == ["Naam", "Wat is het"]
    assert [number for number, _cells in rows] == [4, 6]


def test_json_without_services():
    assert why(b"[]") == "no_rows"
    assert why(b'{"contents": 5}') == "not_hsds"
    assert why(b"[" + b"{}," * 10_000 + b"{}]") == "too_many_rows"


def test_a_table_of_services_that_is_too_long():
    lines = "".join(f"{n},naam\n" for n in range(10_001))
    assert why(as_zip(services__csv=f"id,name\n{lines}")) == "too_many_rows"


def test_a_zip_with_one_name_twice(recwarn):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("services.csv", "id\n1")
        archive.writestr("services.csv", "id\n2")
    assert why(out.getvalue()) == "file_twice"


def test_a_zip_with_a_password_or_another_way_of_packing():
    plain = bytearray(as_zip(services__csv="id,name\n1,x"))
    central = plain.index(b"PK\x01\x02")
    locked = bytearray(plain)
    locked[6] |= 1
    locked[central + 8] |= 1
    assert why(bytes(locked)) == "locked"
    other = bytearray(plain)
    other[8], other[central + 10] = 99, 99
    assert why(bytes(other)) == "bad_zip"


def test_one_file_in_a_zip_that_is_too_large():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", b"0" * 30_000_001)
    assert why(out.getvalue()) == "zip_too_large"


def test_an_empty_workbook():
    assert why(saved(Workbook())) == "no_rows"


def test_a_workbook_that_misses_a_part_or_holds_a_doctype():
    whole = as_xlsx(GOOD)
    assert why(with_part(whole, "xl/workbook.xml", None)) == "bad_workbook"
    assert why(with_part(whole, "xl/workbook.xml", "<!DOCTYPE x><x/>")) == "bad_workbook"
    assert why(with_part(whole, "xl/worksheets/sheet1.xml", "<x")) == "bad_workbook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("before", ["", f"<!--{'x' * 5000}-->"])
def test_a_doctype_is_found_wherever_it_stands(encoding, before):
    whole = as_xlsx(GOOD)
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(BytesIO(whole)) as book:
        sheet = book.read(name).decode().partition("<worksheet")[2]
    declared = f'{before}<!DOCTYPE x [<!ENTITY a "lol">]><worksheet{sheet}'
    assert why(with_part(whole, name, declared.encode(encoding))) == "bad_workbook"


def test_a_workbook_of_charts_only():
    book = Workbook()
    book.create_chartsheet("Grafiek")
    del book["Sheet"]
    assert why(saved(book)) in ("no_rows", "bad_workbook")


def test_a_sheet_named_aanbod_comes_before_the_first():
    book = Workbook()
    book.worksheets[0].append(["Iets anders"])
    sheet = book.create_sheet("Aanbod")
    sheet.append(["Naam", None, "Wachttijd in dagen", None])
    sheet.append([])
    sheet.append(["Koffie", None, "=1+1"])
    heads, rows = read_workbook(saved(book))
    assert heads == ["Naam", None, "Wachttijd in dagen"]
    assert list(rows) == [(3, ["Koffie", None, "=1+1"])]


def test_a_sheet_with_too_many_rows(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    assert why(as_xlsx(GOOD, GOOD, GOOD)) == "too_many_rows"
    book = Workbook()
    book.worksheets[0].append(["Naam"])
    book.worksheets[0]["A40"] = "Koffie"
    assert why(saved(book)) == "too_many_rows"


def test_what_opens_as_a_formula_elsewhere_gets_an_apostrophe_and_loses_it():
    (row,) = read_file(as_csv({**GOOD, "Telefoon": "'+31 592 00"}), WORDS).rows
    assert row.values["phone"] == "+31 592 00"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@sum(A1)", "'@sum(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("+31 592 (00) 00-00", "+31 592 (00) 00-00"),
        ("Koffie", "Koffie"),
    ],
)
def test_the_tables_of_hsds_hold_nothing_that_a_spreadsheet_runs(text, written):
    service = {"id": "1", "name": text, "organization": {"id": "2", "name": text}}
    with zipfile.ZipFile(BytesIO(write_zip([service]))) as tables:
        for name in ("services.csv", "organizations.csv"):
            (row,) = list(csv.DictReader(StringIO(tables.read(name).decode())))
            assert row["name"] == written
            heads, rows = read_csv(tables.read(name))
            assert [cells[heads.index("name")] for _line, cells in rows] == [text]
