"""JSON that remembers where everything stands."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core import json_lines
from duizend.core.json_lines import DEEPEST, NotJson, decode

TEXT = """{
  "items": [
    {"code": "a"},

    {"code": "b",
     "sources": [1, 2]}
  ]
}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("items",), 2),
        (("items", 0), 3),
        (("items", 1), 5),
        (("items", 1, "code"), 5),
        (("items", 1, "sources", 1), 6),
    ],
)
def test_every_value_is_found_on_its_line(path, line):
    assert decode(TEXT).lines[path] == line


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "a value"),
        ('{"a": 1,\n "a": 2}', 2, "only once"),
        ('{"a": 1\n "b": 2}', 2, "“,”"),
        ('{"a" 1}', 1, "“:”"),
        ("{a: 1}", 1, "double quotes"),
        ('{"a": 1,}', 1, "double quotes"),
        ("[1, 2", 1, "“,”"),
        ("[1, 2]\n[3]", 2, "nothing more"),
        ("[\nNaN]", 2, "a number"),
        ('["half a\ntext"]', 1, "a value"),
        ("[" * (DEEPEST + 2), 1, "levels"),
    ],
)
def test_what_is_not_json_is_refused_with_its_line(text, line, reason):
    with pytest.raises(NotJson, match=reason) as refused:
        decode(text)

    assert refused.value.line == line


def test_more_values_than_a_server_can_hold_are_refused(monkeypatch):
    monkeypatch.setattr(json_lines, "MOST_VALUES", 3)
    assert decode("[1,\n2]").value == [1, 2]

    with pytest.raises(NotJson, match="at most 3 values") as refused:
        decode("[1,\n2,\n3]")

    assert refused.value.line == 3


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, 1, "\t"]))
def test_it_reads_what_the_standard_library_writes(value, indent):
    assert decode(json.dumps(value, indent=indent)).value == value
