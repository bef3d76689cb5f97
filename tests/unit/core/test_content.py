"""A content file is taken as it is or refused with every reason and its line."""

import json
from typing import Any

import pytest

from duizend.core import content
from duizend.core.content import CONTENT_DIR, ContentRefused, cited, read

GOOD: dict[str, Any] = {
    "code": "hoogeveen-criteria",
    "name": "Waar het programma naar kijkt",
    "scope": {"kind": "municipality", "municipalities": ["GM0118"]},
    "condition": {"at_least": 2, "of": [{"concept": "debts"}, {"concept": "smoking"}]},
    "sentence": "Genoemd: {labels}.",
    "action": None,
    "certainty": "document",
    "note": "",
    "sources": [{"ref": "S000", "year": None}],
    "checked_on": "2026-11-22",
}


def written(path, **changes):
    item = {**GOOD, **changes}
    item = {key: value for key, value in item.items() if value != "left out"}
    text = json.dumps({"kind": "agreements", "about": "Om te proberen.", "items": [item]}, indent=1)
    path.write_text(text, encoding="utf-8")
    return path


def reasons(path, kind="agreements"):
    with pytest.raises(ContentRefused) as refused:
        read(path, kind)
    return [(error.line, error.path, error.reason) for error in refused.value.errors]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "agreements.json"


def test_a_good_file_is_given_as_rows(file):
    document = read(written(file), "agreements")

    assert document.rows == [GOOD]
    assert document.error(("items", 0, "name"), "nee").line == 7


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"name": "left out"}, "items[0]", "name"),
        ({"colour": "red"}, "items[0].colour", "colour"),
        ({"name": 5}, "items[0].name", "5"),
        ({"name": ""}, "items[0].name", "leeg"),
        ({"name": None}, "items[0].name", "null"),
        ({"name": {"nl": "x"}}, "items[0].name", '{"nl": "x"}'),
        ({"certainty": "sure"}, "items[0].certainty", "verified, partly"),
        ({"checked_on": "22-11-2026"}, "items[0].checked_on", "22-11-2026"),
        ({"checked_on": "2026-02-30"}, "items[0].checked_on", "2026-02-30"),
        ({"sources": []}, "items[0].sources", "leeg"),
        ({"sources": GOOD["sources"] * 2}, "items[0].sources", "twee keer"),
        ({"sources": [{"ref": "S000", "year": 18}]}, "items[0].sources[0].year", "18"),
        ({"condition": {"of": []}}, "items[0].condition", "at_least"),
        ({"condition": {"concept": 5}}, "items[0].condition.concept", "5"),
        ({"condition": {"and": []}}, "items[0].condition.and", "leeg"),
        (
            {"condition": {"not": {"or": [{"concept": "A b"}]}}},
            "items[0].condition.not.or[0].concept",
            "A b",
        ),
    ],
)
def test_a_mistake_is_named_at_its_place(file, changes, path, words):
    found = reasons(written(file, **changes))

    assert any(where == path and words in reason for _line, where, reason in found)
    assert all(line > 1 for line, _where, _reason in found)


def test_all_mistakes_come_at_once_in_the_order_of_the_file(file):
    found = reasons(written(file, name=5, certainty="sure", checked_on="x"))

    assert [path for _line, path, _reason in found] == [
        "items[0].name",
        "items[0].certainty",
        "items[0].checked_on",
    ]


def test_a_constant_says_what_was_expected(tmp_path):
    path = tmp_path / "concepts.json"
    path.write_text('{"kind": "agreements", "about": "x",\n "items": {}}', encoding="utf-8")

    found = reasons(path, "concepts")

    assert [line for line, _path, _reason in found] == [1, 2]


def test_a_very_long_value_is_shortened_in_the_reason(file):
    (found,) = reasons(written(file, certainty="x" * 500))

    assert len(found[2]) < 200


@pytest.mark.parametrize("bytes_", [b"\xff\xfe\x00", b'{"kind": \n "agreements"'])
def test_what_cannot_be_read_is_refused_too(file, bytes_):
    file.write_bytes(bytes_)

    assert reasons(file)


def test_a_missing_file_is_refused(tmp_path):
    assert reasons(tmp_path / "nowhere.json") == [(1, "", reasons(tmp_path / "nowhere.json")[0][2])]


def test_a_very_large_file_is_refused_unread(file, monkeypatch):
    monkeypatch.setattr(content, "LARGEST", 10)

    assert "groot" in reasons(written(file))[0][2]


def test_an_unknown_kind_is_the_callers_mistake():
    with pytest.raises(ValueError, match="no content"):
        read(CONTENT_DIR / "concepts.json", "nonsense")


def test_a_number_that_is_too_small_is_named(tmp_path):
    path = tmp_path / "life_domains.json"
    rows = json.loads((CONTENT_DIR / "life_domains.json").read_text(encoding="utf-8"))
    rows["items"][0]["order"] = 0
    path.write_text(json.dumps(rows), encoding="utf-8")

    assert [where for _line, where, _reason in reasons(path, "life_domains")] == ["items[0].order"]


def test_a_rule_without_words_of_its_own_is_still_explained(tmp_path):
    path = tmp_path / "startgesprek.json"
    whole = json.loads(
        (CONTENT_DIR / "questionnaires/startgesprek-duizend.json").read_text(encoding="utf-8")
    )
    open_question, choice = whole["item"][0]["item"][:2]
    open_question["answerOption"] = choice["answerOption"]
    path.write_text(json.dumps(whole), encoding="utf-8")

    (found,) = reasons(path, "questionnaire")

    assert found[1] == "item[0].item[0]"
    assert found[2].startswith("Dit past niet")


def test_sources_are_cited_with_title_year_and_address():
    known, without_year, address = cited(
        [
            {"ref": "S004", "year": 2018},
            {"ref": "S000", "year": None},
            {"ref": "https://www.example.nl/een/pagina", "year": 2020},
        ]
    )

    assert known.words.startswith("Actieprogramma Kansrijke Start (")
    assert known.words.endswith(", 2018")
    assert without_year.words.endswith(", z.j.")
    assert (address.words, address.url) == ("example.nl, 2020", "https://www.example.nl/een/pagina")


def test_known_sources_are_kept_by_code():
    assert content.known_sources()["S004"]["year"] == 2018
