"""A JSON file of somebody else: text, of a bearable size, each key once."""

from __future__ import annotations

import json
from typing import Any

LARGEST = 5_000_000


class NotJson(ValueError):
    """What came is no JSON that can be read; the words say where."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _value in pairs if [k for k, _ in pairs].count(key) > 1)
        raise NotJson(f"the key “{twice[:80]}” stands twice in one object")
    return found


def loads(content: bytes) -> Any:
    """The value of a file. Raises NotJson."""
    if len(content) > LARGEST:
        raise NotJson(f"over {LARGEST} bytes")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as problem:
        raise NotJson("not UTF-8") from problem
    except RecursionError:
        raise NotJson("too deep") from None
    except json.JSONDecodeError as problem:
        raise NotJson(f"line {problem.lineno}, column {problem.colno}: {problem.msg}") from None
    except ValueError as problem:
        # A number of thousands of digits; NotJson itself passes.
        raise problem if isinstance(problem, NotJson) else NotJson(str(problem)[:200]) from None
