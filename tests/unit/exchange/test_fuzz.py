"""Whatever comes in: rows, or a reason why not. Never anything else."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizend.exchange import words
from duizend.exchange.rules.comparing import compare
from duizend.exchange.rules.files import read_file
from duizend.exchange.rules.plans import Known, Wishes
from duizend.exchange.rules.rows import Unreadable
from duizend.exchange.rules.sheet import COLUMNS
from duizend.exchange.writing import FORMATS
from tests.offer_files import FOREIGN, GOOD, as_csv, as_xlsx, as_zip
from tests.unit.exchange.test_round_trip import AT, ORGANIZATION, TODAY, menus
from tests.unit.exchange.words import WORDS

OFTEN = settings(
    max_examples=60,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(FOREIGN)) | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def tried(content):
    """The plan, told in words; or why the file cannot be read."""
    try:
        read = read_file(content, WORDS)
    except Unreadable as problem:
        return words.why_unreadable(problem)
    plan = compare(read.rows, Known({}, []), Wishes("welfare"), today=TODAY, default_source="lijst")
    for line in plan.lines:
        told = [*map(words.why, line.problems), *map(words.note, line.remarks)]
        "".join(told).encode()
        repr(line.values).encode()
        for value in line.values.values():
            assert "\x00" not in str(value)
    return plan


@OFTEN
@given(st.binary(max_size=300))
def test_any_bytes(content):
    tried(content)


@OFTEN
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_any_table(rows):
    heads = ";".join(list(COLUMNS.values())[:6])
    tried("\n".join([heads, *(";".join(cells) for cells in rows)]).encode(errors="surrogatepass"))


@OFTEN
@given(ANY)
def test_any_json(value):
    tried(json.dumps(value).encode())


@OFTEN
@given(st.dictionaries(st.sampled_from(sorted(FOREIGN)), ANY, max_size=6))
def test_a_service_with_anything_in_it(changes):
    tried(json.dumps([{**FOREIGN, **changes}]).encode())


@OFTEN
@given(ANY, st.sampled_from(["attributes", "organization", "service_areas", "phones"]))
def test_a_service_with_anything_further_down(value, name):
    inside = {"attributes": value, "taxonomy_term": value, "name": value, "number": value}
    tried(json.dumps([{**FOREIGN, name: [inside]}, {**FOREIGN, name: inside}]).encode())


@settings(OFTEN, max_examples=15)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4), menus())
def test_a_damaged_workbook_or_zip(at, byte, offers):
    for kind in ("xlsx", "hsds-zip"):
        whole = FORMATS[kind].write([{**one, **ORGANIZATION} for one in offers[:1]], WORDS, AT)
        at %= len(whole)
        tried(whole[:at] + byte + whole[at + len(byte) :])
        tried(whole[:at])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("=1+1", "formule"),
        ("@SUM(A1)", "formule"),
        ("a\x07b", "tekens"),
        ("a\u202eb", "tekens"),
        ("x" * 201, "te lang"),
    ],
)
def test_a_name_that_cannot_be(cell, said):
    plan = tried(as_csv({**GOOD, "Naam": cell}))
    assert said in words.why(plan.lines[0].problems[0])


def test_a_formula_in_a_workbook_is_refused_where_it_stands():
    plan = tried(as_xlsx({**GOOD, "Naam": '=HYPERLINK("http://x")', "Wachttijd in dagen": "=1+1"}))
    told = [words.why(problem) for problem in plan.lines[0].problems]
    assert len(told) == 2
    assert all("formule" in one for one in told)


def test_a_zip_that_fills_the_machine_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.csv", b"0" * 31_000_000)
    assert "te groot" in tried(out.getvalue())
    assert "beschadigd" in tried(_lying(out.getvalue()))


def _lying(content):
    """The same zip, of which the list of files says that they are small."""
    return content.replace((31_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def test_a_zip_of_too_many_files_is_refused():
    assert "100" in tried(as_zip(**{f"f{n}": "x" for n in range(101)}))


def test_deep_json_is_refused():
    assert tried(b"[" * 100_000)
    assert tried(b'{"a":' * 100_000)


@pytest.mark.parametrize("name", ["/etc/passwd", "a/../../b.csv", "C:\\x.csv", "..\\x.csv"])
def test_a_path_out_of_the_zip_is_refused(name):
    assert "naar buiten" in tried(as_zip(**{name: "x", "services__csv": "id\n1"}))


def test_five_thousand_rows_take_seconds():
    rows = [{**GOOD, "Naam": f"Aanbod {n}", "Kenmerk elders": f"r{n}"} for n in range(5000)]
    plan = tried(as_csv(*rows))
    assert plan.counts["added"] == 5000


def test_more_rows_than_anybody_has_are_refused():
    assert "10000" in tried(as_csv(*([GOOD] * 10_001)))
