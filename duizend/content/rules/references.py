"""Codes are unique, and what points to something points to something that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from duizend.content.rules.problems import Path, Problem, Row, Rows, What, code_of, codes_of
from duizend.pathways.rules.checking import sentence_words

# Where rows of a kind point to: (kind, key in the row, kind it points to).
POINTERS = (
    ("concepts", "life_domain", "life_domains"),
    ("portrait_themes", "life_domain", "life_domains"),
    ("interventions", "life_domains", "life_domains"),
    ("flags", "concepts", "concepts"),
    ("demo_organizations", "municipalities", "municipalities"),
    ("demo_desks", "organization", "demo_organizations"),
    ("demo_desks", "municipalities", "municipalities"),
    ("demo_offers", "organization", "demo_organizations"),
    ("demo_offers", "interventions", "interventions"),
    ("demo_offers", "municipalities", "municipalities"),
    ("demo_offers", "life_domains", "life_domains"),
    ("demo_figures", "area", "municipalities"),
    ("route_cards", "municipalities", "municipalities"),
    ("example_situations", "municipality", "municipalities"),
    ("example_situations", "signals", "concepts"),
)
# What a sentence of an agreement may take up (docs/reference/content.md).
TEMPLATE_WORDS = {"labels", "count", "life_domains", "life_domain_count"}


def reference_problems(rows: Rows) -> Iterator[Problem]:
    for kind, items in rows.items():
        yield from _doubled(kind, items)
        yield from _unknown_sources(rows, kind, items)
    for kind, key, target in POINTERS:
        known = codes_of(rows, target)
        for index, row in enumerate(rows.get(kind, ())):
            for path, code in _pointed(row[key], (key,)):
                if code not in known:
                    yield Problem(kind, index, path, What.UNKNOWN, code)
    yield from _conditions(rows)
    yield from _unshielded_concepts(rows)
    yield from _backwards(rows)


def condition_concepts(condition: Row, path: Path) -> Iterator[tuple[Path, str]]:
    """Where a condition names a concept, and which."""
    if "concept" in condition:
        yield (*path, "concept"), condition["concept"]
    for key in ("and", "or", "of"):
        for number, part in enumerate(condition.get(key, ())):
            yield from condition_concepts(part, (*path, key, number))
    if "not" in condition:
        yield from condition_concepts(condition["not"], (*path, "not"))


def _doubled(kind: str, items: Iterable[Row]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, row in enumerate(items):
        code = code_of(row)
        if code in seen:
            yield Problem(
                kind, index, ("id" if "resourceType" in row else "code",), What.TWICE, code
            )
        seen.add(code)


def _unknown_sources(rows: Rows, kind: str, items: Iterable[Row]) -> Iterator[Problem]:
    known = codes_of(rows, "sources")
    for index, row in enumerate(items):
        for path, ref in _source_refs(row, ()):
            if "://" not in ref and ref not in known:
                yield Problem(kind, index, path, What.UNKNOWN, ref)


def _source_refs(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _source_refs(part, (*path, number))
    elif isinstance(value, dict):
        if set(value) == {"ref", "year"}:
            yield (*path, "ref"), value["ref"]
        elif value.get("url") == "urn:duizend:source":
            yield (*path, "valueString"), value["valueString"]
        for key, part in value.items():
            if key == "cost" and part and part["source"]:
                yield (*path, "cost", "source"), part["source"]
            yield from _source_refs(part, (*path, key))


def _pointed(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
        return
    for number, code in enumerate(value):
        yield (*path, number), code


def _conditions(rows: Rows) -> Iterator[Problem]:
    concepts, places = codes_of(rows, "concepts"), codes_of(rows, "municipalities")
    for index, row in enumerate(rows.get("agreements", ())):
        for path, code in condition_concepts(row["condition"], ("condition",)):
            if code not in concepts:
                yield Problem("agreements", index, path, What.UNKNOWN, code)
        for path, code in _pointed(row["scope"]["municipalities"], ("scope", "municipalities")):
            if code not in places:
                yield Problem("agreements", index, path, What.UNKNOWN, code)
        for word in sentence_words(row["sentence"]):
            if word not in TEMPLATE_WORDS:
                yield Problem("agreements", index, ("sentence",), What.WORD_IN_BRACES, word)


def _unshielded_concepts(rows: Rows) -> Iterator[Problem]:
    shielded = {row["code"] for row in rows.get("life_domains", ()) if row["restricted"]}
    for index, row in enumerate(rows.get("concepts", ())):
        if row["life_domain"] in shielded and not row["restricted"]:
            yield Problem("concepts", index, ("restricted",), What.UNSHIELDED, row["code"])


def _backwards(rows: Rows) -> Iterator[Problem]:
    for index, row in enumerate(rows.get("legal_bases", ())):
        start, end = row["valid_from"], row["valid_until"]
        if start and end and end < start:
            yield Problem("legal_bases", index, ("valid_until",), What.BACKWARDS, end)
