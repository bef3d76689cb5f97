"""The services in a JSON file, each with the line on which it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duizend.core.json_lines import Located, NotJson, decode
from duizend.core.json_lines import Path as JsonPath
from duizend.exchange.rules.csv_text import decoded
from duizend.exchange.rules.hsds_read import read_service
from duizend.exchange.rules.rows import MOST_ROWS, Read, Unreadable
from duizend.exchange.rules.vocabulary import Vocabulary

# Where a list of services may stand in a document: a page of an HSDS API, or a bundle.
LISTS = ("contents", "services")


def read_json(content: bytes, words: Vocabulary) -> Read:
    """The services in a JSON file; `line` is where each begins. Raises Unreadable."""
    try:
        located = decode(decoded(content))
    except NotJson as problem:
        raise Unreadable("not_json", str(problem), problem.line) from problem
    documents = list(_services(located))
    if not documents:
        raise Unreadable("no_rows")
    if len(documents) > MOST_ROWS:
        raise Unreadable("too_many_rows", str(MOST_ROWS))
    return Read(tuple(read_service(one, line, words) for line, one in documents))


def _services(located: Located) -> Iterator[tuple[int, object]]:
    value: Any = located.value
    path: JsonPath = ()
    if isinstance(value, dict):
        inside = next((name for name in LISTS if isinstance(value.get(name), list)), None)
        if inside is None:
            if "name" not in value:
                raise Unreadable("not_hsds")
            yield located.lines[()], value
            return
        value, path = value[inside], (inside,)
    for index, one in enumerate(value):
        yield located.lines[(*path, index)], one
