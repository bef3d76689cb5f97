"""JSON that remembers the line of every value, so that a refusal can point at it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from typing import Any

Path = tuple[str | int, ...]

# Content nests about ten levels; a file that goes deeper is a mistake or an attack.
DEEPEST = 40
# Each value is remembered with its place; 20 MB of noughts would take the memory of a server.
MOST_VALUES = 1_000_000
_BLANK = re.compile(r"[ \t\n\r]*")


class NotJson(ValueError):
    """The text is not JSON; `line` counts from 1 and the message says what was expected."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Located:
    """A decoded value and the line (from 1) on which each part of it begins.

    An object's member is found on the line of its key.
    """

    value: Any
    lines: dict[Path, int]


def decode(text: str) -> Located:
    """Decode JSON text. Refuses doubled keys, NaN and Infinity, and very deep nesting."""
    return _Reader(text).read()


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


class _Reader:
    """Walks objects and arrays itself; the standard decoder reads text and numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[Path, int] = {}
        self.scalars = JSONDecoder(parse_constant=_no_constant)
        self.newlines = [m.start() for m in re.finditer("\n", text)]

    def read(self) -> Located:
        value, end = self.value((), self.skip(0))
        end = self.skip(end)
        if end < len(self.text):
            raise NotJson(self.line(end), "nothing more after the closing bracket")
        return Located(value, self.lines)

    def value(self, path: Path, at: int) -> tuple[Any, int]:
        if len(path) > DEEPEST:
            raise NotJson(self.line(at), f"at most {DEEPEST} levels")
        if len(self.lines) >= MOST_VALUES:
            raise NotJson(self.line(at), f"at most {MOST_VALUES} values")
        self.lines.setdefault(path, self.line(at))
        match self.text[at : at + 1]:
            case "{":
                return self.members(path, at + 1)
            case "[":
                return self.elements(path, at + 1)
            case _:
                return self.scalar(at)

    def members(self, path: Path, at: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self.skip(at)
        while self.text[at : at + 1] != "}":
            if found:
                at = self.skip(self.expect(",", at))
            if self.text[at : at + 1] != '"':
                raise NotJson(self.line(at), "a key between double quotes")
            start = at
            key, at = self.scalar(at)
            if key in found:
                raise NotJson(self.line(start), f"the key “{key}” only once")
            self.lines[(*path, key)] = self.line(start)
            at = self.skip(self.expect(":", self.skip(at)))
            found[key], at = self.value((*path, key), at)
            at = self.skip(at)
        return found, at + 1

    def elements(self, path: Path, at: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self.skip(at)
        while self.text[at : at + 1] != "]":
            if found:
                at = self.skip(self.expect(",", at))
            element, at = self.value((*path, len(found)), at)
            found.append(element)
            at = self.skip(at)
        return found, at + 1

    def scalar(self, at: int) -> tuple[Any, int]:
        try:
            return self.scalars.raw_decode(self.text, at)
        except JSONDecodeError as problem:
            raise NotJson(self.line(problem.pos), "a value") from problem
        except ValueError as problem:
            raise NotJson(self.line(at), "a number that JSON knows") from problem

    def expect(self, sign: str, at: int) -> int:
        if self.text[at : at + 1] != sign:
            raise NotJson(self.line(at), f"“{sign}”")
        return at + 1

    def skip(self, at: int) -> int:
        blank = _BLANK.match(self.text, at)
        return blank.end() if blank else at

    def line(self, at: int) -> int:
        return bisect_left(self.newlines, at) + 1
